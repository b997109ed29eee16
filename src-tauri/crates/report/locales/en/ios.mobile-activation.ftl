# Activation and moves between builds.

ios-mobile-activation =
    .name = Log of the phone’s activation
    .holds = When the phone was activated and moved from one iOS build to the next
