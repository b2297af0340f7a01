package org.otvet.phone;

/** How a telephone's signalling travels. */
public enum Transport {
    UDP,
    TCP,
    TLS
}
