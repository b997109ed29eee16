# Wi-Fi networks that the phone knows.

ios-wifi-networks =
    .name = Known Wi-Fi networks
    .holds = Networks that the phone knows, and when it joined them
