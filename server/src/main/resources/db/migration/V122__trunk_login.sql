alter table trunk
    add column registrar       text,
    add column username        text,
    add column locked_password bytea,
    add column expiry_seconds  integer,
    add constraint trunk_login_whole
        check (num_nulls(registrar, username, locked_password, expiry_seconds) in (0, 4));
