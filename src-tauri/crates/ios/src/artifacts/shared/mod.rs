//! What several artifacts do in the same way. Each says itself what it could not read.

pub(crate) mod accounts;
pub(crate) mod chats;
pub(crate) mod databases;
pub(crate) mod json;
pub(crate) mod lines;
pub(crate) mod links;
pub(crate) mod listing;
pub(crate) mod moments;
pub(crate) mod notification;
pub(crate) mod plists;
pub(crate) mod programs;
pub(crate) mod reports;
pub(crate) mod sites;
pub(crate) mod stored;
pub(crate) mod two_uses;
pub(crate) mod visits;
