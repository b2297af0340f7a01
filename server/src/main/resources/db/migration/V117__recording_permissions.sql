update role set permissions = permissions || '{pause-recordings}' where code in ('supervisor', 'manager', 'administrator');
update role set permissions = permissions || '{manage-recordings}' where code in ('manager', 'administrator');
