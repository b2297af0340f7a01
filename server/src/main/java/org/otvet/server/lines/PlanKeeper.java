package org.otvet.server.lines;

import java.util.ArrayList;
import org.otvet.server.people.People;
import org.otvet.server.people.PeopleChanged;
import org.otvet.server.people.Person;
import org.otvet.server.people.Phone;
import org.otvet.server.people.SessionsEnded;
import org.otvet.server.platform.SoundEncryption;
import org.otvet.server.projects.Projects;
import org.otvet.server.projects.ProjectsChanged;
import org.otvet.server.projects.TrunkLine;
import org.otvet.telephony.Exchange;
import org.otvet.telephony.ExchangePlan;
import org.otvet.telephony.LineSecurity;
import org.otvet.telephony.MediaEncryption;
import org.otvet.telephony.PhoneAccount;
import org.otvet.telephony.Trunk;
import org.otvet.telephony.TrunkAccount;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the exchange about every change of phones and trunks. */
@Component
class PlanKeeper {

    private final Exchange exchange;
    private final People people;
    private final Projects projects;

    PlanKeeper(Exchange exchange, People people, Projects projects) {
        this.exchange = exchange;
        this.people = people;
        this.projects = projects;
    }

    @EventListener
    void on(PeopleChanged event) {
        refresh();
    }

    @EventListener
    void on(ProjectsChanged event) {
        refresh();
    }

    @EventListener
    void on(SessionsEnded event) {
        exchange.revokeCredentials(PhoneIds.ofPerson(event.personId()));
    }

    synchronized void refresh() {
        var phones = new ArrayList<PhoneAccount>();
        for (Person person : people.agents()) {
            var phone = person.phone();
            if (phone != null) {
                phones.add(account(person, phone));
            }
        }
        var trunks = projects.centre().trunks().values().stream()
                .filter(TrunkLine::active)
                .map(PlanKeeper::trunk)
                .toList();
        exchange.configure(new ExchangePlan(phones, trunks));
    }

    private static PhoneAccount account(Person person, Phone phone) {
        var kind = switch (phone.kind()) {
            case BROWSER -> PhoneAccount.Kind.BROWSER;
            case SIP -> PhoneAccount.Kind.REGISTERED;
            case FIXED -> PhoneAccount.Kind.FIXED;
        };
        return new PhoneAccount(
                PhoneIds.ofPerson(person.id()),
                phone.extension(),
                kind,
                phone.digestHashes(),
                phone.address(),
                media(phone.encryption()));
    }

    private static MediaEncryption media(SoundEncryption encryption) {
        return switch (encryption) {
            case OFF -> MediaEncryption.OFF;
            case OPTIONAL -> MediaEncryption.OPTIONAL;
            case REQUIRED -> MediaEncryption.REQUIRED;
        };
    }

    private static Trunk trunk(TrunkLine line) {
        var login = line.login();
        return new Trunk(
                PhoneIds.ofTrunk(line.id()),
                line.name(),
                line.sources(),
                line.peers(),
                line.transport(),
                line.maxCalls(),
                line.codecs(),
                login == null
                        ? null
                        : new TrunkAccount(
                                login.registrar(), login.username(), login.password(), login.expirySeconds()),
                line.outgoing().probeSeconds(),
                line.outgoing().probeMisses(),
                new LineSecurity(
                        media(line.security().encryption()), line.security().certificate()));
    }
}
