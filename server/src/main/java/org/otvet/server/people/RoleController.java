package org.otvet.server.people;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.otvet.server.platform.Form;
import org.otvet.server.platform.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Roles belong to no project, so only an administrator changes them. */
@RestController
@RequestMapping("/api/admin/roles")
@Requires(Permission.MANAGE_USERS)
class RoleController {

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    private final DefaultPeople people;

    RoleController(DefaultPeople people) {
        this.people = people;
    }

    @GetMapping
    List<Row> list() {
        return people.directory().roles().values().stream()
                .sorted(Comparator.comparing(Role::builtIn).reversed().thenComparing(Role::code))
                .map(Row::of)
                .toList();
    }

    @GetMapping("/{code}")
    Row one(@PathVariable String code) {
        return Row.of(find(code));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Row create(CurrentPerson caller, @RequestBody RoleChange change) {
        requireAdministrator(caller);
        Form form = new Form();
        String code = form.matching("code", change.code(), CODE);
        form.require(!people.directory().roles().containsKey(code), "code", "taken");
        Role role = role(form, code, change);
        people.put(caller, role, null);
        return Row.of(role);
    }

    @PutMapping("/{code}")
    Row change(CurrentPerson caller, @PathVariable String code, @RequestBody RoleChange change) {
        requireAdministrator(caller);
        Role before = own(code);
        Role role = role(new Form(), code, change);
        people.put(caller, role, before);
        return Row.of(role);
    }

    @DeleteMapping("/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentPerson caller, @PathVariable String code) {
        requireAdministrator(caller);
        people.removeRole(caller, own(code));
    }

    private static void requireAdministrator(CurrentPerson caller) {
        if (!caller.allProjects()) {
            throw Problem.forbidden();
        }
    }

    private Role find(String code) {
        Role role = people.directory().roles().get(code);
        if (role == null) {
            throw Problem.notFound();
        }
        return role;
    }

    private Role own(String code) {
        Role role = find(code);
        if (role.builtIn()) {
            throw Problem.conflict("built-in", "Built-in roles stay as they are.");
        }
        return role;
    }

    private static Role role(Form form, String code, RoleChange change) {
        String name = form.text("name", change.name(), 100);
        Set<Permission> permissions = form.set("permissions", change.permissions(), 100);
        form.check();
        return new Role(code, name, permissions, false);
    }

    record RoleChange(
            @Nullable String code,
            @Nullable String name,
            @Nullable List<Permission> permissions) {}

    record Row(String code, String name, List<Permission> permissions, boolean builtIn) {

        static Row of(Role role) {
            return new Row(
                    role.code(),
                    role.name(),
                    role.permissions().stream().sorted().toList(),
                    role.builtIn());
        }
    }
}
