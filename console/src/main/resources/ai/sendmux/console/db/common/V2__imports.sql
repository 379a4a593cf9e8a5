-- The random key of the digests: a plain hash of a file or row would let passwords be guessed.
create table if not exists console_key (
	id int not null primary key,
	digest_key bytea not null
);

create table if not exists console_import (
	id varchar(36) not null primary key,
	-- Base URL, team, name and file as one digest: the same import is recognized by it.
	identity_digest bytea unique,
	-- Base URL, team and name: the imports that create no account twice among them.
	scope_digest bytea,
	file_digest bytea,
	-- The upload that the encrypted rows belong to.
	upload_id varchar(36) not null,
	file_name varchar(255) not null,
	import_name varchar(255) not null,
	base_url varchar(2000),
	team_id varchar(255),
	state varchar(16) not null,
	key_id varchar(64) not null,
	key_configured boolean not null,
	notes varchar(10000) not null,
	total int default 0 not null,
	rejected int default 0 not null,
	created int default 0 not null,
	existing int default 0 not null,
	failed int default 0 not null,
	undecided int default 0 not null,
	uploaded_at timestamp with time zone not null,
	run_started_at timestamp with time zone,
	run_done int default 0 not null,
	ended_at timestamp with time zone,
	instance varchar(255),
	owner varchar(300),
	lease_until timestamp with time zone,
	stop_requested boolean default false not null,
	stop_reason varchar(2000)
);

create index if not exists console_import_uploaded_at on console_import (uploaded_at);

create table if not exists console_import_row (
	import_id varchar(36) not null references console_import (id) on delete cascade,
	record_no int not null,
	line_no bigint not null,
	state varchar(16) not null,
	content_digest bytea,
	sealed bytea,
	account_id varchar(255),
	cells varchar(500000),
	reason varchar(10000),
	primary key (import_id, record_no)
);

create index if not exists console_import_row_state on console_import_row (import_id, state, record_no);
create index if not exists console_import_row_content on console_import_row (import_id, content_digest);

-- What was sent, by what and as what. It outlives its imports, so that nothing is created twice.
create table if not exists console_account (
	scope_digest bytea not null,
	content_digest bytea not null,
	marked_at timestamp with time zone not null,
	sent_until timestamp with time zone,
	account_id varchar(255),
	to_deactivate boolean default false not null,
	primary key (scope_digest, content_digest)
);

create index if not exists console_account_account_id on console_account (account_id);
