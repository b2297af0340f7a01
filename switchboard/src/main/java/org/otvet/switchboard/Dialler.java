package org.otvet.switchboard;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.media.Encryption;
import org.otvet.switchboard.media.MediaEngine;
import org.otvet.switchboard.media.NoMediaPortException;
import org.otvet.switchboard.sip.Destination;
import org.otvet.switchboard.sip.OutgoingInvite;
import org.otvet.switchboard.sip.SipEndpoint;
import org.otvet.telephony.Dial;
import org.otvet.telephony.DialTarget;
import org.otvet.telephony.EndedBy;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LineSecurity;
import org.otvet.telephony.MediaEncryption;
import org.otvet.telephony.PhoneAccount;
import org.otvet.telephony.PhoneId;

/** Makes calls to phones and over trunks. */
final class Dialler {

    /** A telephone that says nothing at all for this long is not there. */
    private static final Duration PHONE_RESPONSE_TIME = Duration.ofSeconds(4);

    private final EmbeddedExchange exchange;
    private final SipEndpoint sip;
    private final MediaEngine media;
    private final CodecChoice codecs;
    private final TrunkLines lines;

    Dialler(EmbeddedExchange exchange, SipEndpoint sip, MediaEngine media, TrunkLines lines) {
        this.exchange = exchange;
        this.sip = sip;
        this.media = media;
        this.lines = lines;
        this.codecs = new CodecChoice(exchange, media);
    }

    void dial(Dial dial) {
        switch (dial.target()) {
            case DialTarget.Phone(PhoneId phone) -> dialPhone(dial, phone);
            case DialTarget.Number number -> dialNumber(dial, number);
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
                : new Destination.Address(
                        fixed.user(), fixed.host(), fixed.port(), fixed.transport(), fixed.sips(), "");
        var secret =
                fixed == null ? isReachedInSecret(phone) : fixed.transport().isSecret();
        invite(
                leg,
                dial,
                destination,
                headers,
                phone.kind() == PhoneAccount.Kind.BROWSER ? null : new Encryption(phone.media(), secret));
    }

    private boolean isReachedInSecret(PhoneAccount phone) {
        var bindings = sip.registrations().bindings(phone.username());
        return !bindings.isEmpty() && bindings.getFirst().transport().isSecret();
    }

    private void dialNumber(Dial dial, DialTarget.Number number) {
        var leg = Leg.dialled(exchange, dial.leg(), null);
        // one description for all ways: they are tried after each other with the same sound
        var first = exchange.plan().trunk(number.ways().getFirst().trunk());
        try {
            var legMedia = media.createRtp(
                    new LegMedia(leg), codecs.forTrunk(first, dial.counterpart()), encryption(number.ways()));
            leg.attach(legMedia);
            exchange.known().add(leg);
            var call = new TrunkCall(exchange, sip, lines, leg, dial, number, legMedia.offer());
            whenKnown(number.ways(), 0, call::begin);
        } catch (NoMediaPortException e) {
            leg.end(HangUpCause.CONGESTION, EndedBy.OTVET, 0, String.valueOf(e.getMessage()));
        }
    }

    /**
     * What the sound of a call over one of these trunks is offered as: encrypted when one of them demands it, else as the
     * first is set up; with keys in the description only when none of them is called in the clear.
     */
    private Encryption encryption(List<DialTarget.Way> ways) {
        var trunks = ways.stream()
                .map(way -> exchange.plan().trunk(way.trunk()))
                .filter(Objects::nonNull)
                .toList();
        var secret = !trunks.isEmpty()
                && trunks.stream().allMatch(trunk -> trunk.transport().equals("tls"));
        var media = trunks.stream()
                .map(trunk -> trunk.security().media())
                .filter(wanted -> wanted == MediaEncryption.REQUIRED)
                .findFirst()
                .orElseGet(() -> trunks.isEmpty()
                        ? LineSecurity.USUAL.media()
                        : trunks.getFirst().security().media());
        return new Encryption(media, secret);
    }

    /** Runs when the servers of the trunks of all ways from this one on are known. */
    private void whenKnown(List<DialTarget.Way> ways, int from, Runnable then) {
        if (from == ways.size()) {
            then.run();
            return;
        }
        var trunk = exchange.plan().trunk(ways.get(from).trunk());
        if (trunk == null) {
            whenKnown(ways, from + 1, then);
        } else {
            lines.whenKnown(trunk, () -> whenKnown(ways, from + 1, then));
        }
    }

    /** @param encryption null for a browser, whose sound is always encrypted */
    private void invite(
            Leg leg, Dial dial, Destination destination, Map<String, String> headers, @Nullable Encryption encryption) {
        try {
            var legMedia = encryption == null
                    ? media.createWebRtc(new LegMedia(leg), codecs.forBrowser(dial.counterpart()))
                    : media.createRtp(new LegMedia(leg), codecs.forPhone(dial.counterpart()), encryption);
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
