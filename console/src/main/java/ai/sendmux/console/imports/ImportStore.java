/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package ai.sendmux.console.imports;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import ai.sendmux.console.imports.AccountImport.Counts;
import ai.sendmux.console.imports.AccountImport.State;
import ai.sendmux.console.imports.AccountImport.Times;
import ai.sendmux.console.imports.ImportTeam.Team;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The imports in the database, and who may run them: a run holds a lease, which expires
 * by the clock of the database unless its process renews it.
 */
@Repository
@Transactional
class ImportStore {

	private static final int DIGEST_KEY_LENGTH = 32;

	private static final int MOST_NAME = 200;

	private static final int MOST_NOTES = 8000;

	private static final int MOST_REASON = 2000;

	private static final String LEASE = "current_timestamp + interval '" + ImportRun.LEASE.toSeconds() + "' second";

	private static final String FREE = "(state <> 'RUNNING' or lease_until is null or lease_until <= current_timestamp)";

	private static final String ORPHAN = "state = 'RUNNING' and lease_until <= current_timestamp "
			+ "and not stop_requested";

	private final JdbcClient jdbc;

	private final RowCipher cipher;

	ImportStore(JdbcClient jdbc, RowCipher cipher) {
		this.jdbc = jdbc;
		this.cipher = cipher;
	}

	/**
	 * Return the key of the digests, which the first instance creates.
	 */
	byte[] digestKey() {
		return readDigestKey().orElseGet(this::createDigestKey);
	}

	private Optional<byte[]> readDigestKey() {
		return this.jdbc.sql("select digest_key from console_key where id = 1").query(byte[].class).optional();
	}

	private byte[] createDigestKey() {
		byte[] key = new byte[DIGEST_KEY_LENGTH];
		new SecureRandom().nextBytes(key);
		int created = this.jdbc
			.sql("insert into console_key (id, digest_key) select 1, cast(:key as bytea) "
					+ "where not exists (select 1 from console_key)")
			.param("key", key)
			.update();
		return (created == 1) ? key : readDigestKey().orElseThrow();
	}

	String createUpload(String fileName) {
		String id = UUID.randomUUID().toString();
		this.jdbc.sql("""
				insert into console_import
					(id, upload_id, file_name, import_name, state, key_id, key_configured, notes, uploaded_at)
				values (:id, :id, :file, :file, 'UPLOADING', :key, :configured, '', current_timestamp)""")
			.param("id", id)
			.param("file", StoredText.limit(fileName, MOST_NAME))
			.param("key", this.cipher.keyId())
			.param("configured", this.cipher.isConfigured())
			.update();
		return id;
	}

	void finishUpload(String id, byte[] fileDigest, AccountFile file, int total, int rejected) {
		this.jdbc.sql("""
				update console_import set state = 'READY', file_digest = :digest, notes = :notes,
					import_name = coalesce(:name, import_name), total = :total, rejected = :rejected
				where id = :id""")
			.param("digest", fileDigest)
			.param("notes", StoredText.limit(String.join("\n", file.notes()), MOST_NOTES))
			.param("name", (file.importName() != null) ? StoredText.limit(file.importName(), MOST_NAME) : null)
			.param("total", total)
			.param("rejected", rejected)
			.param("id", id)
			.update();
	}

	@Transactional(readOnly = true)
	Optional<AccountImport> find(String id) {
		return this.jdbc
			.sql("select console_import.*, current_timestamp as read_at from console_import "
					+ "where id = :id and state <> 'UPLOADING'")
			.param("id", id)
			.query(this::map)
			.optional();
	}

	/**
	 * List the imports, the latest first.
	 */
	@Transactional(readOnly = true)
	List<AccountImport> list(int offset, int limit) {
		return this.jdbc
			.sql("select console_import.*, current_timestamp as read_at from console_import "
					+ "where state <> 'UPLOADING' order by uploaded_at desc, id limit :limit offset :offset")
			.param("limit", limit)
			.param("offset", offset)
			.query(this::map)
			.list();
	}

	/**
	 * Find the import of the same file under the same name, before it is known whether it
	 * can be run.
	 */
	@Transactional(readOnly = true)
	Optional<String> findByIdentity(byte[] identity) {
		return this.jdbc.sql("select id from console_import where identity_digest = :identity")
			.param("identity", identity)
			.query(String.class)
			.optional();
	}

	/**
	 * Find the imports of the same file that have run.
	 */
	@Transactional(readOnly = true)
	List<AccountImport> findByFile(String id) {
		return this.jdbc
			.sql("select e.*, current_timestamp as read_at from console_import e, console_import d "
					+ "where d.id = :id and e.file_digest = d.file_digest and e.id <> d.id "
					+ "and e.identity_digest is not null order by e.uploaded_at desc")
			.param("id", id)
			.query(this::map)
			.list();
	}

	byte[] fileDigest(String id) {
		return this.jdbc.sql("select file_digest from console_import where id = :id")
			.param("id", id)
			.query(byte[].class)
			.single();
	}

	/**
	 * Give an upload that has not been started the identity under which it runs.
	 * @throws DuplicateKeyException if another upload has got it in the meantime
	 * @throws ImportNameInUseException if another import of the same name runs
	 */
	void identify(String id, byte[] identity, byte[] scope, ImportTarget target) {
		this.jdbc.sql("""
				update console_import set identity_digest = :identity, scope_digest = :scope, import_name = :name,
					base_url = :url, team_id = :team
				where id = :id and state = 'READY'""")
			.param("identity", identity)
			.param("scope", scope)
			.param("name", target.importName())
			.param("url", target.baseUrl())
			.param("team", target.teamId())
			.param("id", id)
			.update();
		requireFreeName(id);
	}

	/**
	 * Take the rows of another upload of the same file, which this application can read,
	 * and delete that upload.
	 * @throws ImportNameInUseException if another import of the same name runs
	 */
	boolean adopt(String id, String upload) {
		int free = this.jdbc
			.sql("update console_import set upload_id = :upload, key_id = :key, key_configured = :configured "
					+ "where id = :id and state not in ('COMPLETED', 'READY') and " + FREE)
			.param("upload", upload)
			.param("key", this.cipher.keyId())
			.param("configured", this.cipher.isConfigured())
			.param("id", id)
			.update();
		if (free == 1) {
			requireFreeName(id);
			this.jdbc.sql("""
					update console_import_row e set sealed = (select d.sealed from console_import_row d
						where d.import_id = :upload and d.record_no = e.record_no)
					where e.import_id = :id and e.state not in ('CREATED', 'EXISTING', 'REJECTED')""")
				.param("upload", upload)
				.param("id", id)
				.update();
		}
		this.jdbc.sql("delete from console_import where id = :upload and state = 'READY'")
			.param("upload", upload)
			.update();
		return free == 1;
	}

	/**
	 * Take the lease of an import that nobody runs, because a user wants it to run.
	 * @param id the import
	 * @param instance the name of this process
	 * @param owner names this run
	 * @param team the team of this process, whose imports alone it may run
	 * @return the run, if this call took the lease
	 * @throws ImportNameInUseException if another import of the same name runs
	 */
	Optional<ImportRun> claim(String id, String instance, String owner, Team team) {
		requireFreeName(id);
		return claim(id, instance, owner, team, FREE);
	}

	/**
	 * Take the lease of an import whose owner has ended, unless a user stops it or
	 * another import of the same name runs.
	 */
	Optional<ImportRun> takeOver(String id, String instance, String owner, Team team) {
		return isNameInUse(id) ? Optional.empty() : claim(id, instance, owner, team, ORPHAN);
	}

	/**
	 * Return whether a process runs an import, as far as its lease says.
	 */
	boolean isLeased(String id) {
		return this.jdbc
			.sql("select count(*) from console_import where id = :id and state = 'RUNNING' "
					+ "and lease_until > current_timestamp")
			.param("id", id)
			.query(Integer.class)
			.single() == 1;
	}

	private void requireFreeName(String id) {
		if (isNameInUse(id)) {
			throw new ImportNameInUseException(target(id).importName());
		}
	}

	/**
	 * Return whether another import of the same name runs. They would send the same rows.
	 * Until the transaction ends, none of them is claimed.
	 */
	private boolean isNameInUse(String id) {
		return this.jdbc
			.sql("select id, (state = 'RUNNING' and lease_until > current_timestamp) as leased from console_import "
					+ "where scope_digest = (select scope_digest from console_import where id = :id) "
					+ "order by id for update")
			.param("id", id)
			.query((row, number) -> row.getBoolean(2) && !id.equals(row.getString(1)))
			.list()
			.contains(true);
	}

	private Optional<ImportRun> claim(String id, String instance, String owner, Team team, String condition) {
		long askedAt = System.nanoTime();
		rememberInterruption(id);
		int claimed = this.jdbc
			.sql("update console_import set state = 'RUNNING', owner = :owner, instance = :instance, lease_until = "
					+ LEASE + ", run_started_at = current_timestamp, ended_at = null, stop_requested = false, "
					+ "stop_reason = null, run_done = created + existing + failed + undecided where id = :id "
					+ "and identity_digest is not null and state <> 'COMPLETED' and key_id = :key "
					+ "and base_url = :url and team_id = :team and " + condition)
			.param("url", team.baseUrl())
			.param("team", team.id())
			.param("owner", owner)
			.param("instance", instance)
			.param("id", id)
			.param("key", this.cipher.keyId())
			.update();
		if (claimed == 0) {
			return Optional.empty();
		}
		ImportRun run = this.jdbc.sql("select scope_digest, import_name, upload_id from console_import where id = :id")
			.param("id", id)
			.query((row, number) -> new ImportRun(id, owner, row.getBytes(1), row.getString(2), row.getString(3)))
			.single();
		run.extendLease(askedAt);
		return Optional.of(run);
	}

	/**
	 * Whatever was on its way when the last owner died was on its way until its lease
	 * expired, at the latest.
	 */
	private void rememberInterruption(String id) {
		// Runs lock their import before their rows, too.
		this.jdbc.sql("select id from console_import where id = :id for update").param("id", id).query().listOfRows();
		this.jdbc.sql("""
				update console_account set sent_until =
					(select case when i.lease_until < current_timestamp then i.lease_until else current_timestamp end
					from console_import i where i.id = :id)
				where account_id is null and sent_until is null
					and scope_digest = (select i.scope_digest from console_import i where i.id = :id)
					and content_digest in (select r.content_digest from console_import_row r
						where r.import_id = :id and r.state = 'SENDING')
					and exists (select 1 from console_import i where i.id = :id and i.state = 'RUNNING'
						and i.lease_until <= current_timestamp)""").param("id", id).update();
	}

	/**
	 * Return whether an import belongs to another team.
	 */
	@Transactional(readOnly = true)
	boolean isForeign(String id, Team team) {
		return this.jdbc
			.sql("select count(*) from console_import where id = :id and (base_url <> :url or team_id <> :team)")
			.param("id", id)
			.param("url", team.baseUrl())
			.param("team", team.id())
			.query(Integer.class)
			.single() > 0;
	}

	/**
	 * Return the parameters of the job of an import.
	 */
	@Transactional(readOnly = true)
	ImportTarget target(String id) {
		return this.jdbc.sql("select base_url, team_id, import_name, file_digest from console_import where id = :id")
			.param("id", id)
			.query((row, number) -> new ImportTarget(row.getString(1), row.getString(2), row.getString(3),
					HexFormat.of().formatHex(row.getBytes(4))))
			.single();
	}

	/**
	 * Renew the lease of a run, and find out whether somebody wants it to stop.
	 * @return whether the run still has its lease
	 */
	boolean renew(ImportRun run) {
		return this.jdbc
			.sql("update console_import set lease_until = " + LEASE
					+ " where id = :id and owner = :owner and state = 'RUNNING' and lease_until > current_timestamp")
			.param("id", run.importId())
			.param("owner", run.owner())
			.update() == 1;
	}

	@Transactional(readOnly = true)
	boolean isStopRequested(ImportRun run) {
		return this.jdbc.sql("select stop_requested from console_import where id = :id and owner = :owner")
			.param("id", run.importId())
			.param("owner", run.owner())
			.query(Boolean.class)
			.optional()
			.orElse(false);
	}

	/**
	 * Ask whoever runs an import to stop, or stop it if nobody does.
	 */
	void requestStop(String id) {
		this.jdbc.sql("update console_import set stop_requested = true where id = :id and state = 'RUNNING'")
			.param("id", id)
			.update();
		endOrphans(State.STOPPED, "stop_requested");
	}

	/**
	 * End imports whose owner has ended.
	 */
	private void endOrphans(State state, String condition) {
		String orphans = "state = 'RUNNING' and lease_until <= current_timestamp and " + condition;
		for (String id : this.jdbc.sql("select id from console_import where " + orphans)
			.param("key", this.cipher.keyId())
			.query(String.class)
			.list()) {
			rememberInterruption(id);
			this.jdbc
				.sql("update console_import set state = :state, owner = null, stop_requested = false, "
						+ "ended_at = lease_until where id = :id and " + orphans)
				.param("state", state.name())
				.param("id", id)
				.param("key", this.cipher.keyId())
				.update();
		}
	}

	/**
	 * Hold the lease until the transaction ends, so that nobody takes it meanwhile.
	 * @throws LeaseLostException if another process has it
	 */
	void hold(ImportRun run) {
		List<String> held = this.jdbc
			.sql("select id from console_import where id = :id and owner = :owner and state = 'RUNNING' "
					+ "and lease_until > current_timestamp for update")
			.param("id", run.importId())
			.param("owner", run.owner())
			.query(String.class)
			.list();
		if (held.isEmpty()) {
			run.loseLease();
			throw new LeaseLostException();
		}
	}

	/**
	 * End a run and give back its lease. Rows are kept only if the import may go on.
	 */
	void release(ImportRun run, State state, @Nullable String reason) {
		hold(run);
		if (state == State.COMPLETED || state == State.FAILED) {
			this.jdbc.sql("update console_import_row set sealed = null where import_id = :id and sealed is not null")
				.param("id", run.importId())
				.update();
		}
		rememberSent(run);
		this.jdbc.sql("""
				update console_import set state = :state, owner = null, lease_until = null, stop_requested = false,
					ended_at = current_timestamp, stop_reason = :reason where id = :id""")
			.param("state", state.name())
			.param("reason", (reason != null) ? StoredText.limit(reason, MOST_REASON) : null)
			.param("id", run.importId())
			.update();
	}

	/**
	 * Stop a run that could not read or write the store, unless another process has taken
	 * it over meanwhile.
	 */
	void abandon(ImportRun run, String reason) {
		int stopped = this.jdbc.sql("""
				update console_import set state = 'STOPPED', owner = null, lease_until = null, stop_requested = false,
					ended_at = current_timestamp, stop_reason = :reason
				where id = :id and owner = :owner and state = 'RUNNING'""")
			.param("reason", StoredText.limit(reason, MOST_REASON))
			.param("id", run.importId())
			.param("owner", run.owner())
			.update();
		if (stopped == 1) {
			rememberSent(run);
		}
	}

	/**
	 * Let another process go on at once.
	 */
	void handOver(ImportRun run) {
		hold(run);
		this.jdbc.sql("update console_import set lease_until = current_timestamp where id = :id")
			.param("id", run.importId())
			.update();
	}

	private void rememberSent(ImportRun run) {
		this.jdbc.sql("""
				update console_account set sent_until = current_timestamp where account_id is null
					and sent_until is null and scope_digest = :scope and content_digest in
						(select content_digest from console_import_row where import_id = :id and state = 'SENDING')""")
			.param("scope", run.scope())
			.param("id", run.importId())
			.update();
	}

	/**
	 * Let the leases of processes expire that have ended, because this store serves one
	 * process.
	 */
	void expireLeases() {
		this.jdbc
			.sql("update console_import set lease_until = current_timestamp "
					+ "where state = 'RUNNING' and lease_until > current_timestamp")
			.update();
	}

	/**
	 * Find the imports that have no owner any more and whose rows this process can read.
	 */
	@Transactional(readOnly = true)
	List<String> findOrphans() {
		return this.jdbc
			.sql("select id from console_import where " + ORPHAN + " and key_id = :key order by uploaded_at")
			.param("key", this.cipher.keyId())
			.query(String.class)
			.list();
	}

	/**
	 * End the imports that their owner did not stop as asked before it ended, or whose
	 * owner ended with the only key of their rows, and forget uploads that were not
	 * started in time.
	 */
	void tidy(Duration expiry) {
		endOrphans(State.STOPPED, "stop_requested");
		endOrphans(State.INTERRUPTED, "not key_configured and key_id <> :key");
		this.jdbc
			.sql("delete from console_import where state in ('READY', 'UPLOADING') "
					+ "and uploaded_at < current_timestamp - interval '" + expiry.toMinutes() + "' minute")
			.update();
	}

	/**
	 * Delete an import that nobody runs. What it created stays known.
	 */
	boolean delete(String id) {
		rememberInterruption(id);
		return this.jdbc.sql("delete from console_import where id = :id and " + FREE).param("id", id).update() == 1;
	}

	private AccountImport map(ResultSet row, int number) throws SQLException {
		Instant now = time(row, "read_at");
		Instant leasedUntil = time(row, "lease_until");
		State state = State.valueOf(row.getString("state"));
		if (state == State.RUNNING && now != null && leasedUntil != null && !now.isBefore(leasedUntil)) {
			state = State.INTERRUPTED;
		}
		Instant uploaded = time(row, "uploaded_at");
		String notes = row.getString("notes");
		return new AccountImport(row.getString("id"), row.getString("file_name"), row.getString("import_name"), state,
				new Counts(row.getInt("total"), row.getInt("rejected"), row.getInt("created"), row.getInt("existing"),
						row.getInt("failed"), row.getInt("undecided")),
				this.cipher.keyId().equals(row.getString("key_id")), row.getBoolean("key_configured"), false,
				notes.lines().toList(),
				new Times((now != null) ? now : Instant.EPOCH, (uploaded != null) ? uploaded : Instant.EPOCH,
						time(row, "run_started_at"), time(row, "ended_at"), row.getInt("run_done")),
				row.getString("instance"), row.getString("stop_reason"), null);
	}

	private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	/**
	 * Where an import creates accounts, and under which name.
	 *
	 * @param baseUrl the address of the service
	 * @param teamId the team
	 * @param importName the name of the import
	 * @param fileDigest the digest of the file
	 */
	record ImportTarget(String baseUrl, String teamId, String importName, String fileDigest) {

	}

	/**
	 * Thrown when another process runs the import.
	 */
	static class LeaseLostException extends RuntimeException {

		LeaseLostException() {
			super("Another process runs this import");
		}

	}

}
