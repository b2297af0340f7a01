package org.otvet.switchboard;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.media.Encryption;
import org.otvet.switchboard.media.MediaEngine;
import org.otvet.switchboard.media.MediaLeg;
import org.otvet.switchboard.media.NoMediaPortException;
import org.otvet.switchboard.sdp.IncompatibleMediaException;
import org.otvet.switchboard.sdp.SdpException;
import org.otvet.switchboard.sip.CallEnd;
import org.otvet.switchboard.sip.Caller;
import org.otvet.switchboard.sip.Identity;
import org.otvet.switchboard.sip.IncomingInvite;
import org.otvet.switchboard.sip.SipApplication;
import org.otvet.switchboard.sip.SipCallListener;
import org.otvet.switchboard.sip.SipSource;
import org.otvet.switchboard.sip.Transport;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.MediaEncryption;
import org.otvet.telephony.Origin;
import org.otvet.telephony.PhoneAccount;
import org.otvet.telephony.PhoneId;
import org.otvet.telephony.TrunkId;

/** Receives calls: says who they are from, gives them a leg and offers them to whoever listens to the exchange. */
final class Reception implements SipApplication {

    private final EmbeddedExchange exchange;
    private final MediaEngine engine;
    private final CodecChoice codecs;

    Reception(EmbeddedExchange exchange, MediaEngine media) {
        this.exchange = exchange;
        this.engine = media;
        this.codecs = new CodecChoice(exchange, media);
    }

    @Override
    public Identity identify(SipSource source, String fromUser) {
        if (exchange.isClosing()) {
            return new Identity.Refused(503, "Shutting Down");
        }
        if (source.transport() == Transport.WS) {
            return Identity.MUST_PROVE;
        }
        var plan = exchange.plan();
        var address = source.remote().getAddress();
        var phone = plan.phone(fromUser);
        if (phone != null && phone.kind() == PhoneAccount.Kind.FIXED) {
            var fixed = SipAddress.parse(phone.address(), "udp");
            if (fixed != null && fixed.host().equals(address.getHostAddress())) {
                return new Identity.Known(new Origin.FromPhone(phone.id()));
            }
        }
        if (phone != null && exchange.isBoundAt(fromUser, source.remote())) {
            return Identity.MUST_PROVE;
        }
        var trunk = exchange.trunkAt(address);
        if (trunk == null) {
            return Identity.MUST_PROVE;
        }
        return exchange.known().hasRoom(trunk.id(), trunk.maxCalls())
                ? new Identity.Known(new Origin.FromTrunk(trunk.id()))
                : new Identity.Refused(503, "All Lines Busy");
    }

    @Override
    public boolean isKnownAddress(InetAddress address) {
        return exchange.plan().isKnown(address) || exchange.trunkAt(address) != null;
    }

    @Override
    public SipCallListener onInvite(IncomingInvite invite) {
        var origin = origin(invite.caller());
        if (origin == null) {
            return refuse(invite, 403, "Forbidden");
        }
        var trunk = origin instanceof Origin.FromTrunk(TrunkId id) ? id : null;
        var source = invite.source().remote().getAddress();
        var leg = Leg.offered(exchange, trunk, source);
        MediaLeg media;
        try {
            var transport = invite.source().transport();
            media = SessionKind.isBrowser(invite.sdp(), transport)
                    ? engine.createWebRtc(new LegMedia(leg))
                    : engine.createRtp(
                            new LegMedia(leg),
                            trunk == null
                                    ? codecs.forPhone(null)
                                    : codecs.forTrunk(exchange.plan().trunk(trunk), null),
                            new Encryption(encryption(origin), transport.isSecret()));
        } catch (NoMediaPortException e) {
            exchange.report(
                    new ExchangeEvent.Alarm(exchange.now(), "no-media-port", String.valueOf(e.getMessage()), true));
            return refuse(invite, 503, "No Media Port");
        }
        try {
            var offer = invite.sdp();
            leg.attach(invite.call(), media, offer == null ? null : media.answer(offer, source));
        } catch (IncompatibleMediaException e) {
            media.close();
            return refuse(invite, 488, "Not Acceptable Here");
        } catch (SdpException e) {
            media.close();
            return refuse(invite, 400, "Bad Session Description");
        }
        var account = trunk == null ? null : exchange.accountOf(trunk);
        if (account != null) {
            invite.call().proveWith(account);
        }
        exchange.known().add(leg);
        exchange.report(new ExchangeEvent.LegOffered(
                exchange.now(),
                leg.id,
                origin,
                invite.callerNumber(),
                invite.callerName(),
                invite.dialled(),
                invite.call().callId(),
                invite.extensionHeaders()));
        return leg;
    }

    @Override
    public void onTransportHealth(Transport transport, boolean healthy) {
        exchange.report(new ExchangeEvent.Alarm(
                exchange.now(),
                "sip-" + transport.parameter(),
                "SIP over " + transport.viaName() + (healthy ? " answers again" : " does not answer"),
                !healthy));
    }

    @Override
    public void onFarEnd(String host, String problem) {
        exchange.report(new ExchangeEvent.Alarm(
                exchange.now(),
                "tls-" + host,
                "TLS to " + host + (problem.isEmpty() ? " works again" : ": " + problem),
                !problem.isEmpty()));
    }

    @Override
    public void onFlood(String text, boolean raised) {
        exchange.report(new ExchangeEvent.Alarm(exchange.now(), "sip-flood", text, raised));
    }

    private MediaEncryption encryption(Origin origin) {
        var plan = exchange.plan();
        return switch (origin) {
            case Origin.FromTrunk(TrunkId id) -> {
                var trunk = plan.trunk(id);
                yield trunk == null
                        ? MediaEncryption.OPTIONAL
                        : trunk.security().media();
            }
            case Origin.FromPhone(PhoneId id) -> {
                var phone = plan.phone(id);
                yield phone == null ? MediaEncryption.OPTIONAL : phone.media();
            }
        };
    }

    private @Nullable Origin origin(Caller caller) {
        return switch (caller) {
            case Caller.ByAddress(Origin known) -> known;
            case Caller.ByPassword(String username) -> {
                var phone = exchange.plan().phone(username);
                yield phone == null ? null : new Origin.FromPhone(phone.id());
            }
        };
    }

    private static SipCallListener refuse(IncomingInvite invite, int status, String reason) {
        invite.call().reject(status, reason);
        return new SipCallListener() {
            @Override
            public void onEnded(CallEnd end) {
                // nobody was told of this call
            }
        };
    }
}
