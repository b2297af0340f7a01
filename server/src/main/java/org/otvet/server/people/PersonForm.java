package org.otvet.server.people;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.otvet.server.platform.Form;
import org.otvet.server.platform.SoundEncryption;
import org.springframework.stereotype.Component;

/** Turns a draft into an account, or says field by field what is wrong with it. */
@Component
class PersonForm {

    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,63}");
    private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    private static final Pattern ADDRESS = Pattern.compile(
            "sips?:[A-Za-z0-9._+-]{1,64}@([A-Za-z0-9.-]{1,253}|\\[[0-9a-fA-F:]{2,45}])(:\\d{1,5})?(;transport=(udp|tcp|tls))?");
    private static final int LEAST_SIP_PASSWORD = 12;

    /** What an agent needs, which a manager of users may give without having it. */
    private static final Set<Permission> FREE = Set.of(Permission.TAKE_CALLS, Permission.SEE_OWN_CALLS);

    private final Passwords passwords;

    PersonForm(Passwords passwords) {
        this.passwords = passwords;
    }

    record Outcome(Account account, boolean sipPasswordSet) {}

    /**
     * @param before the account as it is, null for a new one
     * @throws org.otvet.server.platform.Problem 422
     */
    Outcome read(
            CurrentPerson actor,
            UUID id,
            PersonDraft draft,
            @Nullable Account before,
            Directory now,
            ProjectNames projects) {
        Form form = new Form();
        String login = form.matching("login", draft.login().toLowerCase(Locale.ROOT), LOGIN);
        Account namesake = now.byLogin().get(login);
        form.require(namesake == null || namesake.person().id().equals(id), "login", "taken");
        String name = form.text("name", draft.name(), 100);
        String locale = form.oneOf("locale", draft.locale(), Set.of("ru", "en"));
        form.require(now.roles().keySet().containsAll(draft.roles()), "roles", "unknown");
        Set<Permission> permissions = draft.roles().stream()
                .flatMap(code -> now.roles().containsKey(code)
                        ? now.roles().get(code).permissions().stream()
                        : java.util.stream.Stream.of())
                .collect(Collectors.toSet());
        boolean administrator = draft.roles().contains(Role.ADMINISTRATOR);
        form.require(
                actor.allProjects()
                        || !administrator
                                && permissions.stream().allMatch(asked -> actor.may(asked) || FREE.contains(asked)),
                "roles",
                "beyond-yours");
        form.require(projects.projectNames().keySet().containsAll(draft.projectIds()), "projectIds", "unknown");
        form.require(draft.projectIds().stream().allMatch(actor::mayAccess), "projectIds", "unknown");
        Map<UUID, UUID> queues = projects.queueProjects();
        form.require(queues.keySet().containsAll(draft.queueIds()), "queueIds", "unknown");
        form.require(
                administrator
                        || draft.queueIds().stream()
                                .allMatch(queue -> draft.projectIds().contains(queues.get(queue))),
                "queueIds",
                "not-member");
        Phone phone = phone(form, id, draft.phone(), before, now);
        boolean own = actor.id().equals(id);
        String password = draft.password();
        String hash = before == null ? "" : before.passwordHash();
        boolean mustChange = before != null && before.mustChangePassword();
        if (password == null) {
            form.require(before != null, "password", "required");
        } else {
            String fault = passwords.fault(password, login);
            form.require(fault == null, "password", String.valueOf(fault));
        }
        form.check();
        if (password != null && (before == null || !passwords.matches(password, hash))) {
            hash = passwords.hash(password);
            mustChange = actor.person() && !own;
        }
        Person person = new Person(
                id,
                login,
                name,
                locale,
                draft.roles(),
                permissions,
                administrator,
                draft.projectIds(),
                draft.queueIds(),
                draft.enabled(),
                phone);
        String theme = before == null ? "auto" : before.theme();
        boolean sipPasswordSet = draft.phone() != null && draft.phone().sipPassword() != null;
        return new Outcome(new Account(person, theme, hash, mustChange, false), sipPasswordSet);
    }

    private @Nullable Phone phone(
            Form form, UUID id, PersonDraft.@Nullable PhoneDraft draft, @Nullable Account before, Directory now) {
        if (draft == null) {
            return null;
        }
        Phone had = before == null ? null : before.person().phone();
        String extension = form.optionalText("phone.extension", draft.extension(), 32);
        if (extension == null) {
            extension = had == null ? nextExtension(now) : had.extension();
        }
        form.require(EXTENSION.matcher(extension).matches(), "phone.extension", "malformed");
        String asked = extension;
        form.require(
                now.byLogin().values().stream()
                        .map(Account::person)
                        .noneMatch(person -> person.phone() != null
                                && person.phone().extension().equals(asked)
                                && !person.id().equals(id)),
                "phone.extension",
                "taken");
        SoundEncryption encryption = draft.encryption() != null
                ? draft.encryption()
                : had == null ? SoundEncryption.OPTIONAL : had.encryption();
        return switch (draft.kind()) {
            case BROWSER -> new Phone(Phone.Kind.BROWSER, extension, "", Map.of());
            case FIXED -> {
                String address = form.matching("phone.address", draft.address(), ADDRESS);
                yield new Phone(Phone.Kind.FIXED, extension, address, Map.of(), encryption);
            }
            case SIP -> new Phone(Phone.Kind.SIP, extension, "", hashes(form, extension, draft, had), encryption);
        };
    }

    private Map<String, String> hashes(Form form, String extension, PersonDraft.PhoneDraft draft, @Nullable Phone had) {
        String password = draft.sipPassword();
        if (password == null) {
            boolean kept = had != null
                    && had.kind() == Phone.Kind.SIP
                    && had.extension().equals(extension);
            form.require(kept, "phone.sipPassword", "required");
            return kept && had != null ? had.digestHashes() : Map.of();
        }
        form.require(
                password.length() >= LEAST_SIP_PASSWORD || passwords.demoAllowed(), "phone.sipPassword", "too-short");
        form.require(password.length() <= 128, "phone.sipPassword", "too-long");
        String text = extension + ":" + Phone.REALM + ":" + password;
        return Map.of("MD5", Secret.hex("MD5", text), "SHA-256", Secret.hex("SHA-256", text));
    }

    private static String nextExtension(Directory now) {
        Set<String> taken = now.byLogin().values().stream()
                .map(account -> account.person().phone())
                .filter(Objects::nonNull)
                .map(Phone::extension)
                .collect(Collectors.toSet());
        return IntStream.iterate(101, next -> next + 1)
                .mapToObj(Integer::toString)
                .filter(next -> !taken.contains(next))
                .findFirst()
                .orElseThrow();
    }

    /** What the audit may know of an account. */
    static Map<String, Object> facts(Account account, boolean sipPasswordSet) {
        Person person = account.person();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("login", person.login());
        facts.put("name", person.name());
        facts.put("locale", person.locale());
        facts.put("roles", person.roles().stream().sorted().toList());
        facts.put(
                "projectIds",
                person.projectIds().stream().map(UUID::toString).sorted().toList());
        facts.put(
                "queueIds",
                person.queueIds().stream().map(UUID::toString).sorted().toList());
        facts.put("enabled", person.enabled());
        Phone phone = person.phone();
        facts.put("phone", phone == null ? "" : phone.kind().code() + " " + phone.extension() + " " + phone.address());
        if (phone != null && phone.encryption() != SoundEncryption.OPTIONAL) {
            facts.put("phoneEncryption", phone.encryption().code());
        }
        if (sipPasswordSet) {
            facts.put("sipPassword", "set");
        }
        return facts;
    }

    /** The facts that differ, as they were or as they are. */
    static Map<String, Object> difference(Account before, Account after, boolean asTheyAre) {
        Map<String, Object> was = facts(before, false);
        Map<String, Object> is = facts(after, false);
        Map<String, Object> difference = new LinkedHashMap<>();
        is.forEach((field, value) -> {
            if (!value.equals(was.get(field))) {
                difference.put(field, asTheyAre ? value : String.valueOf(was.get(field)));
            }
        });
        if (!before.passwordHash().equals(after.passwordHash())) {
            difference.put("password", asTheyAre ? "set anew" : "kept secret");
        }
        Phone had = before.person().phone();
        Phone has = after.person().phone();
        if (had != null && has != null && !had.digestHashes().equals(has.digestHashes())) {
            difference.put("sipPassword", asTheyAre ? "set anew" : "kept secret");
        }
        return difference;
    }
}
