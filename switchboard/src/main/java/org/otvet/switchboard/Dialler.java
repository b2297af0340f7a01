package org.otvet.switchboard;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.otvet.switchboard.media.MediaEngine;
import org.otvet.switchboard.media.NoMediaPortException;
import org.otvet.switchboard.sip.Destination;
import org.otvet.switchboard.sip.OutgoingInvite;
import org.otvet.switchboard.sip.SipEndpoint;
import org.otvet.telephony.Dial;
import org.otvet.telephony.DialTarget;
import org.otvet.telephony.EndedBy;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.PhoneAccount;
import org.otvet.telephony.PhoneId;
import org.otvet.telephony.TrunkId;

/** Makes calls to phones and over trunks. */
final class Dialler {

    /** A telephone that says nothing at all for this long is not there. */
    private static final Duration PHONE_RESPONSE_TIME = Duration.ofSeconds(4);

    private final EmbeddedExchange exchange;
    private final SipEndpoint sip;
    private final MediaEngine media;
    private final CodecChoice codecs;
    private final PeerHealth health;
    private final TrunkRegistrations registrations;

    Dialler(EmbeddedExchange exchange, SipEndpoint sip, MediaEngine media, TrunkRegistrations registrations) {
        this.exchange = exchange;
        this.sip = sip;
        this.media = media;
        this.registrations = registrations;
        this.codecs = new CodecChoice(exchange, media);
        this.health = new PeerHealth(exchange::now);
    }

    void dial(Dial dial) {
        switch (dial.target()) {
            case DialTarget.Phone(PhoneId phone) -> dialPhone(dial, phone);
            case DialTarget.Number(TrunkId trunk, String number) -> dialNumber(dial, trunk, number);
        }
    }

    private void dialPhone(Dial dial, PhoneId id) {
        var leg = Leg.dialled(exchange, dial.leg(), null);
        var phone = exchange.plan().phone(id);
        if (phone == null || !exchange.isReachable(id)) {
            leg.end(HangUpCause.UNREACHABLE, EndedBy.NETWORK, 0, phone == null ? "unknown phone" : "not registered");
            return;
        }
        Map<String, String> headers = new HashMap<>(dial.headers());
        if (dial.autoAnswer()) {
            headers.put("X-Otvet-Answer", "auto");
            headers.put("Call-Info", "<sip:" + sip.address().getHostString() + ">;answer-after=0");
            headers.put("Alert-Info", "<http://localhost>;info=alert-autoanswer");
        }
        var fixed = phone.kind() == PhoneAccount.Kind.FIXED ? SipAddress.parse(phone.address(), "udp") : null;
        if (phone.kind() == PhoneAccount.Kind.FIXED && fixed == null) {
            leg.end(HangUpCause.UNREACHABLE, EndedBy.NETWORK, 0, "its address makes no sense: " + phone.address());
            return;
        }
        Destination destination = fixed == null
                ? new Destination.Registered(phone.username())
                : new Destination.Address(fixed.user(), fixed.host(), fixed.port(), fixed.transport());
        invite(leg, dial, destination, headers, phone.kind() == PhoneAccount.Kind.BROWSER);
    }

    private void dialNumber(Dial dial, TrunkId id, String number) {
        var leg = Leg.dialled(exchange, dial.leg(), id);
        var trunk = exchange.plan().trunk(id);
        var route = trunk == null ? List.<SipAddress>of() : health.inOrder(trunk);
        if (trunk == null || route.isEmpty()) {
            leg.end(HangUpCause.UNREACHABLE, EndedBy.OTVET, 0, "the trunk takes no calls");
            return;
        }
        if (!exchange.known().hasRoom(id, trunk.maxCalls())) {
            leg.end(HangUpCause.CONGESTION, EndedBy.OTVET, 0, "all lines of the trunk are in use");
            return;
        }
        try {
            var legMedia = media.createRtp(new LegMedia(leg), codecs.forTrunk(trunk, dial.counterpart()));
            leg.attach(legMedia);
            exchange.known().add(leg);
            new TrunkCall(
                            exchange,
                            sip,
                            health,
                            leg,
                            dial,
                            number,
                            legMedia.offer(),
                            route,
                            registrations.accountOf(id))
                    .begin();
        } catch (NoMediaPortException e) {
            leg.end(HangUpCause.CONGESTION, EndedBy.OTVET, 0, String.valueOf(e.getMessage()));
        }
    }

    private void invite(Leg leg, Dial dial, Destination destination, Map<String, String> headers, boolean browser) {
        try {
            var legMedia = browser
                    ? media.createWebRtc(new LegMedia(leg), codecs.forBrowser(dial.counterpart()))
                    : media.createRtp(new LegMedia(leg), codecs.forPhone(dial.counterpart()));
            leg.attach(legMedia);
            exchange.known().add(leg);
            var name = dial.callerName();
            leg.place(() -> sip.invite(
                    new OutgoingInvite(
                            destination,
                            dial.callerNumber(),
                            name == null ? "" : name,
                            legMedia.offer(),
                            headers,
                            dial.ringTime(),
                            PHONE_RESPONSE_TIME),
                    leg));
        } catch (NoMediaPortException e) {
            leg.end(HangUpCause.CONGESTION, EndedBy.OTVET, 0, String.valueOf(e.getMessage()));
        }
    }
}
