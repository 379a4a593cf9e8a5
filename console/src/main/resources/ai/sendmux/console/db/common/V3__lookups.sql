-- Contents are looked up in lists, for which H2 uses only the first column of an index.
drop index if exists console_import_row_content;
create index if not exists console_import_row_content on console_import_row (content_digest);
create index if not exists console_account_content on console_account (content_digest);
