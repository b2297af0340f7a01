package org.otvet.switchboard.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases of RFC 5118: IPv6 addresses in messages. They arrive over IPv4, which changes nothing about how they read. */
class Ipv6MessagesIT {

    private static LiveStack stack;

    @BeforeAll
    static void start() throws Exception {
        stack = LiveStack.start();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            ipv6-good                      | REGISTER | sip:[2001:db8::10]      | [2001:db8::9:1]                       | sip:user@example.com              | 401
            ipv6-bad                       | REGISTER | sip:2001:db8::10        | [2001:db8::9:1]                       | sip:user@example.com              | 400
            port-ambiguous                 | REGISTER | sip:[2001:db8::10:5070] | [2001:db8::9:1]                       | sip:user@example.com              | 401
            port-unambiguous               | REGISTER | sip:[2001:db8::10]:5070 | [2001:db8::9:1]                       | sip:user@example.com              | 401
            via-received-param-with-delim  | BYE      | sip:[2001:db8::10]      | [2001:db8::9:1];received=[2001:db8::9:255] | sip:user@example.com         | 481
            via-received-param-no-delim    | BYE      | sip:[2001:db8::10]      | [2001:db8::9:1];received=2001:db8::9:255   | sip:user@example.com         | 481
            mult-ip-in-header              | BYE      | sip:user@host.example.net | [2001:db8::9:1]:6050, SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKsecond | sip:user@example.net | 481
            ipv4-mapped-ipv6               | OPTIONS  | sip:user@[::ffff:192.0.2.10] | [::ffff:192.0.2.2]               | sip:user@[::ffff:192.0.2.10]      | 200
            ipv6-bug-abnf-3-colons         | OPTIONS  | sip:user@[2001:db8:::192.0.2.1] | [2001:db8::9:1]               | sip:user@[2001:db8:::192.0.2.1]   | 200
            ipv6-correct-abnf-2-colons     | OPTIONS  | sip:user@[2001:db8::192.0.2.1]  | [2001:db8::9:1]               | sip:user@[2001:db8::192.0.2.1]    | 200
            """)
    void addresses(String name, String method, String uri, String via, String to, int status) throws Exception {
        try (var peer = RawPeer.udp("127.0.0.1", 0, stack.address())) {
            var callId = name + RawPeer.newId();
            int parameters = via.indexOf(';');
            int comma = via.indexOf(',');
            int end = comma >= 0 ? comma : parameters >= 0 ? parameters : via.length();
            peer.send(method + " " + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP " + via.substring(0, end)
                    + ";rport;branch=z9hG4bK"
                    + callId + via.substring(end)
                    + "\r\nMax-Forwards: 70\r\nFrom: <sip:caller@[2001:db8::1]>;tag=f\r\nTo: <"
                    + to + ">\r\nCall-ID: " + callId + "\r\nCSeq: 1 " + method
                    + "\r\nContact: <sip:caller@[2001:db8::1]>\r\nContent-Length: 0\r\n\r\n");
            assertThat(peer.awaitFinal(callId).status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({"ipv6-in-sdp,2001:db8::20", "mult-ip-in-sdp,2001:db8::1", "ipv4-mapped-ipv6,::ffff:192.0.2.2"})
    void calls(String name, String address) throws Exception {
        var sdp = "v=0\r\no=user 971731711378798081 0 IN IP6 " + address + "\r\ns=-\r\nc=IN IP6 " + address
                + "\r\nt=3338481189 3370017201\r\nm=audio 6000 RTP/AVP 0\r\nm=video 6024 RTP/AVP 107\r\n"
                + "c=IN IP4 192.0.2.1\r\n";
        try (var peer = RawPeer.udp("127.0.0.1", 0, stack.address())) {
            var callId = name + RawPeer.newId();
            peer.send(peer.request("INVITE", "x", callId, 1, "", "", sdp));
            var ok = peer.awaitFinal(callId, "INVITE");
            assertThat(ok.status()).isEqualTo(200);
            peer.finish(ok);
        }
    }
}
