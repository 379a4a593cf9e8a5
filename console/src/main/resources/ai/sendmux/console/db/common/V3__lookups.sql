-- Contents are looked up in lists, for which H2 uses only the first column of an index.
drop index console_import_row_content;
create index console_import_row_content on console_import_row (content_digest);
create index console_account_content on console_account (content_digest);
