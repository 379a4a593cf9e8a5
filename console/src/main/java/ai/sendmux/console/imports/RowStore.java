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

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ai.sendmux.console.imports.AccountFile.FailedRow;
import ai.sendmux.console.imports.AccountFile.Row;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rows of imports, and the accounts that were created from rows. What a run writes is
 * written while it holds its lease.
 */
@Repository
@Transactional
class RowStore {

	/** Within this time the service is sure to recognize an idempotency key. */
	private static final String KEY_EXPIRES = "current_timestamp - interval '23' hour";

	private static final String UNDECIDED = "It is not known whether this account was created, and it is too late "
			+ "to find out by sending it again. Look for it, and import it under another name if it is missing.";

	private static final String[] REJECTED = { "REJECTED" };

	private static final String[] FAILED = { "FAILED", "UNDECIDED" };

	private static final int MOST_CELL = 4000;

	private static final int MOST_REASON = 8000;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final ImportStore imports;

	private final RowCipher cipher;

	private final JdbcTemplate batch;

	private final NamedParameterJdbcTemplate named;

	private final JdbcClient jdbc;

	RowStore(ImportStore imports, RowCipher cipher, JdbcTemplate jdbcTemplate) {
		this.imports = imports;
		this.cipher = cipher;
		this.batch = jdbcTemplate;
		this.named = new NamedParameterJdbcTemplate(jdbcTemplate);
		this.jdbc = JdbcClient.create(jdbcTemplate);
	}

	/**
	 * Add rows of an upload.
	 */
	void add(String uploadId, List<UploadedRow> rows) {
		this.batch.batchUpdate(
				"insert into console_import_row (import_id, record_no, line_no, state, content_digest, sealed, cells, "
						+ "reason) values (?, ?, ?, ?, ?, ?, ?, ?)",
				rows, rows.size(), (statement, row) -> {
					statement.setString(1, uploadId);
					statement.setInt(2, row.record);
					statement.setLong(3, row.line);
					statement.setString(4, (row.rejected == null) ? "PENDING" : "REJECTED");
					statement.setBytes(5, row.contentDigest);
					statement.setBytes(6, row.sealed);
					statement.setString(7, (row.rejected != null) ? json(row.rejected.cells()) : null);
					statement.setString(8,
							(row.rejected != null) ? StoredText.limit(row.rejected.reason(), MOST_REASON) : null);
				});
	}

	/**
	 * Find the lines of an upload that have one of these contents. A condition on the
	 * upload would keep H2 from looking the contents up.
	 */
	@Transactional(readOnly = true)
	Map<ByteBuffer, Long> lines(String uploadId, Collection<byte[]> contentDigests) {
		Map<ByteBuffer, Long> lines = new HashMap<>();
		if (!contentDigests.isEmpty()) {
			this.named.query(
					"select content_digest, line_no, import_id from console_import_row "
							+ "where content_digest in (:digests)",
					new MapSqlParameterSource("digests", contentDigests), (RowCallbackHandler) (row) -> {
						if (uploadId.equals(row.getString(3))) {
							lines.put(ByteBuffer.wrap(row.getBytes(1)), row.getLong(2));
						}
					});
		}
		return lines;
	}

	/**
	 * Read the next rows that are to be sent. H2 would sort all of them each time unless
	 * the order names each column of the index.
	 * @throws RowCipher.UnsealableException if they were encrypted with another key
	 */
	@Transactional(readOnly = true)
	List<PendingRow> pending(String importId, String uploadId, int after, int limit) {
		return this.jdbc
			.sql("select record_no, content_digest, sealed from console_import_row where import_id = :id "
					+ "and state = 'PENDING' and record_no > :after and sealed is not null "
					+ "order by import_id, state, record_no limit :limit")
			.param("id", importId)
			.param("after", after)
			.param("limit", limit)
			.query((row, number) -> pendingRow(row, uploadId))
			.list();
	}

	private PendingRow pendingRow(ResultSet row, String uploadId) throws SQLException {
		int record = row.getInt("record_no");
		return new PendingRow(record, row.getBytes("content_digest"),
				this.cipher.open(uploadId, record, row.getBytes("sealed")));
	}

	/**
	 * Begin a run: rows that were not created are to be sent again.
	 */
	void begin(ImportRun run) {
		this.imports.hold(run);
		this.jdbc.sql("""
				update console_import_row set state = 'PENDING', cells = null, reason = null where import_id = :id
					and state in ('SENDING', 'FAILED', 'UNDECIDED') and sealed is not null""")
			.param("id", run.importId())
			.update();
		this.jdbc.sql("""
				update console_import set
					failed = (select count(*) from console_import_row where import_id = :id and state = 'FAILED'),
					undecided = (select count(*) from console_import_row where import_id = :id and state = 'UNDECIDED')
				where id = :id""").param("id", run.importId()).update();
		this.jdbc.sql("update console_import set run_done = created + existing + failed + undecided where id = :id")
			.param("id", run.importId())
			.update();
	}

	/**
	 * Find the rows that were sent too long ago for their idempotency keys, and whose
	 * outcome is not known. Without a known end, a row was sent when it was marked.
	 */
	@Transactional(readOnly = true)
	List<OpenRow> unsettled(ImportRun run) {
		return this.jdbc
			.sql("select r.record_no, r.content_digest, r.sealed, a.marked_at, "
					+ "coalesce(a.sent_until, a.marked_at) as sent_until from console_import_row r "
					+ "join console_account a on a.scope_digest = :scope and a.content_digest = r.content_digest "
					+ "where r.import_id = :id and r.state = 'PENDING' and r.sealed is not null "
					+ "and a.account_id is null and a.marked_at <= " + KEY_EXPIRES + " order by r.record_no")
			.param("scope", run.scope())
			.param("id", run.importId())
			.query((row, number) -> new OpenRow(pendingRow(row, run.uploadId()), required(time(row, "marked_at")),
					required(time(row, "sent_until"))))
			.list();
	}

	@Transactional(readOnly = true)
	boolean isClaimed(String accountId) {
		return this.jdbc.sql("select count(*) from console_account where account_id = :id")
			.param("id", accountId)
			.query(Integer.class)
			.single() > 0;
	}

	/**
	 * Write what was found out about rows whose keys have expired.
	 * @param run the run
	 * @param found the accounts by row
	 * @param open the rows of which nothing could be found out
	 */
	void resolve(ImportRun run, Map<PendingRow, String> found, List<PendingRow> open) {
		this.imports.hold(run);
		found.forEach((row, accountId) -> {
			remember(run, row, accountId, row.row.inactive());
			if (!row.row.inactive()) {
				created(run, row, "CREATED", accountId);
			}
		});
		open.forEach((row) -> failed(run, row, "UNDECIDED", UNDECIDED));
		int created = (int) found.keySet().stream().filter((row) -> !row.row.inactive()).count();
		count(run, created, 0, 0, open.size());
	}

	/**
	 * Mark rows as being sent. Rows that were created before are not sent again.
	 */
	List<MarkedRow> mark(ImportRun run, List<? extends PendingRow> rows) {
		this.imports.hold(run);
		Map<ByteBuffer, Known> known = known(run, rows);
		OffsetDateTime now = this.jdbc.sql("select current_timestamp").query(OffsetDateTime.class).single();
		List<MarkedRow> toSend = new ArrayList<>();
		int existing = 0;
		int undecided = 0;
		for (PendingRow row : rows) {
			Known account = known.get(ByteBuffer.wrap(row.contentDigest));
			if (account != null && account.accountId != null && !account.toDeactivate) {
				created(run, row, "EXISTING", account.accountId);
				existing++;
			}
			else if (account != null && account.accountId == null && account.expired) {
				failed(run, row, "UNDECIDED", UNDECIDED);
				undecided++;
			}
			else {
				toSend.add(mark(run, row, account, now.toInstant()));
			}
		}
		count(run, 0, existing, 0, undecided);
		return toSend;
	}

	private MarkedRow mark(ImportRun run, PendingRow row, @Nullable Known account, Instant now) {
		this.jdbc
			.sql((account != null)
					? "update console_account set sent_until = null where scope_digest = :scope "
							+ "and content_digest = :content"
					: "insert into console_account (scope_digest, content_digest, marked_at) "
							+ "values (:scope, :content, current_timestamp)")
			.param("scope", run.scope())
			.param("content", row.contentDigest)
			.update();
		state(run, row, "SENDING");
		return new MarkedRow(row, account == null, (account != null) ? account.markedAt : now,
				(account != null) ? account.accountId : null);
	}

	private Map<ByteBuffer, Known> known(ImportRun run, List<? extends PendingRow> rows) {
		Map<ByteBuffer, Known> known = new HashMap<>();
		this.named.query(
				"select content_digest, account_id, to_deactivate, marked_at, marked_at <= " + KEY_EXPIRES
						+ " as expired, scope_digest from console_account where content_digest in (:digests)",
				new MapSqlParameterSource("digests", rows.stream().map(PendingRow::contentDigest).toList()),
				(RowCallbackHandler) (row) -> {
					if (Arrays.equals(run.scope(), row.getBytes(6))) {
						known.put(ByteBuffer.wrap(row.getBytes(1)), new Known(row.getString(2), row.getBoolean(3),
								required(time(row, "marked_at")), row.getBoolean(5)));
					}
				});
		return known;
	}

	/**
	 * Write the results of rows that were sent, together with the position: rows without
	 * a result stay marked.
	 */
	void complete(ImportRun run, List<RowResult> results) {
		this.imports.hold(run);
		int[] counts = new int[4];
		for (RowResult result : results) {
			PendingRow row = result.row.row;
			if (result.accountId != null) {
				remember(run, row, result.accountId, result.reason != null);
			}
			if (result.reason == null) {
				created(run, row, result.existed ? "EXISTING" : "CREATED", String.valueOf(result.accountId));
				counts[result.existed ? 1 : 0]++;
			}
			else if (result.undecided) {
				failed(run, row, "UNDECIDED", result.reason);
				endSending(run, row);
				counts[3]++;
			}
			else {
				failed(run, row, "FAILED", result.reason);
				counts[2]++;
				if (result.accountId == null) {
					forget(run, row);
				}
			}
		}
		count(run, counts[0], counts[1], counts[2], counts[3]);
	}

	/**
	 * Write that rows were not sent.
	 */
	void fail(ImportRun run, List<PendingRow> rows, String reason) {
		this.imports.hold(run);
		rows.forEach((row) -> failed(run, row, "FAILED", reason));
		count(run, 0, 0, rows.size(), 0);
	}

	/**
	 * Read rows that could not be imported: first those that were sent, then those that
	 * were rejected.
	 * @param importId the import
	 * @param rejected which of the two
	 * @param after the record after which to begin
	 * @param limit how many at most
	 */
	@Transactional(readOnly = true)
	List<StoredFailure> failures(String importId, boolean rejected, int after, int limit) {
		return Stream.of(rejected ? REJECTED : FAILED)
			.flatMap((state) -> failures(importId, state, after, limit).stream())
			.sorted(Comparator.comparingInt(StoredFailure::record))
			.limit(limit)
			.toList();
	}

	private List<StoredFailure> failures(String importId, String state, int after, int limit) {
		return this.jdbc
			.sql("select record_no, line_no, cells, reason from console_import_row where import_id = :id "
					+ "and state = :state and record_no > :after order by import_id, state, record_no limit :limit")
			.param("id", importId)
			.param("state", state)
			.param("after", after)
			.param("limit", limit)
			.query((row, number) -> new StoredFailure(row.getInt(1),
					new FailedRow(row.getLong(2), cells(row.getString(3)), String.valueOf(row.getString(4)))))
			.list();
	}

	private static String json(List<String> cells) {
		return JSON.writeValueAsString(cells.stream().map((cell) -> StoredText.limit(cell, MOST_CELL)).toList());
	}

	private static List<String> cells(@Nullable String json) {
		return (json != null) ? JSON.readValue(json, new TypeReference<List<String>>() {
		}) : TemplateHeader.NO_CELLS;
	}

	private void remember(ImportRun run, PendingRow row, String accountId, boolean toDeactivate) {
		this.jdbc.sql("""
				update console_account set account_id = :account, to_deactivate = :toDeactivate
				where scope_digest = :scope and content_digest = :content""")
			.param("account", accountId)
			.param("toDeactivate", toDeactivate)
			.param("scope", run.scope())
			.param("content", row.contentDigest)
			.update();
	}

	private void endSending(ImportRun run, PendingRow row) {
		this.jdbc.sql("""
				update console_account set sent_until = current_timestamp
				where scope_digest = :scope and content_digest = :content and account_id is null""")
			.param("scope", run.scope())
			.param("content", row.contentDigest)
			.update();
	}

	private void forget(ImportRun run, PendingRow row) {
		this.jdbc
			.sql("delete from console_account where scope_digest = :scope and content_digest = :content "
					+ "and account_id is null")
			.param("scope", run.scope())
			.param("content", row.contentDigest)
			.update();
	}

	private void created(ImportRun run, PendingRow row, String state, String accountId) {
		this.jdbc.sql("""
				update console_import_row set state = :state, account_id = :account, sealed = null
				where import_id = :id and record_no = :record""")
			.param("state", state)
			.param("account", accountId)
			.param("id", run.importId())
			.param("record", row.record)
			.update();
	}

	private void failed(ImportRun run, PendingRow row, String state, String reason) {
		this.jdbc.sql("""
				update console_import_row set state = :state, cells = :cells, reason = :reason
				where import_id = :id and record_no = :record""")
			.param("state", state)
			.param("cells", json(row.row.cells()))
			.param("reason", StoredText.limit(reason, MOST_REASON))
			.param("id", run.importId())
			.param("record", row.record)
			.update();
	}

	private void state(ImportRun run, PendingRow row, String state) {
		this.jdbc.sql("update console_import_row set state = :state where import_id = :id and record_no = :record")
			.param("state", state)
			.param("id", run.importId())
			.param("record", row.record)
			.update();
	}

	private void count(ImportRun run, int created, int existing, int failed, int undecided) {
		SqlParameterSource counts = new MapSqlParameterSource("id", run.importId()).addValue("created", created)
			.addValue("existing", existing)
			.addValue("failed", failed)
			.addValue("undecided", undecided);
		this.named.update("""
				update console_import set created = created + :created, existing = existing + :existing,
					failed = failed + :failed, undecided = undecided + :undecided where id = :id""", counts);
	}

	private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	private static Instant required(@Nullable Instant time) {
		return (time != null) ? time : Instant.EPOCH;
	}

	/**
	 * A row as it is uploaded, which either can be imported or not.
	 */
	record UploadedRow(int record, long line, byte @Nullable [] contentDigest, byte @Nullable [] sealed,
			@Nullable FailedRow rejected) {

	}

	/**
	 * A row that is to be sent.
	 */
	record PendingRow(int record, byte[] contentDigest, Row row) {

	}

	/**
	 * A row that was sent between two times, and whose outcome is not known.
	 */
	record OpenRow(PendingRow row, Instant markedAt, Instant sentUntil) {

	}

	/**
	 * A row that is being sent.
	 *
	 * @param row the row
	 * @param first whether it was not sent before
	 * @param markedAt when it was sent first
	 * @param accountId the account, if only its status is to be changed
	 */
	record MarkedRow(PendingRow row, boolean first, Instant markedAt, @Nullable String accountId) {

	}

	/**
	 * What became of a row.
	 *
	 * @param row the row
	 * @param accountId the account, if it was created
	 * @param existed whether it was created before the row was sent first
	 * @param reason why the row failed, if it did
	 * @param undecided whether it may have been created all the same
	 */
	record RowResult(MarkedRow row, @Nullable String accountId, boolean existed, @Nullable String reason,
			boolean undecided) {

	}

	/**
	 * A row that could not be imported.
	 */
	record StoredFailure(int record, FailedRow row) {

	}

	private record Known(@Nullable String accountId, boolean toDeactivate, Instant markedAt, boolean expired) {

	}

}
