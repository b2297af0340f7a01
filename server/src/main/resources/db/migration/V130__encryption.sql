alter table trunk
    add column encryption  text not null default 'optional' check (encryption in ('off', 'optional', 'required')),
    add column certificate text not null default '';
alter table person
    add column phone_encryption text not null default 'optional'
        check (phone_encryption in ('off', 'optional', 'required'));
