create index audit_object on audit (object);
