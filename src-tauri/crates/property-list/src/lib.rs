//! property-list
