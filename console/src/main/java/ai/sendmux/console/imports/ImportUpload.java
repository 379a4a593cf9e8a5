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

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;

import ai.sendmux.console.imports.AccountFile.FailedRow;
import ai.sendmux.console.imports.AccountFile.Row;
import ai.sendmux.console.imports.RowStore.UploadedRow;
import org.jspecify.annotations.Nullable;

/**
 * Stores the rows of a file while it is read, so that memory does not depend on its
 * length.
 */
class ImportUpload implements AccountFile.Rows {

	private static final int BATCH = 500;

	private final RowStore rows;

	private final RowCipher cipher;

	private final ImportDigests digests;

	private final String id;

	private final List<Read> batch = new ArrayList<>(BATCH);

	private int records;

	private int rejected;

	ImportUpload(RowStore rows, RowCipher cipher, ImportDigests digests, String id) {
		this.rows = rows;
		this.cipher = cipher;
		this.digests = digests;
		this.id = id;
	}

	@Override
	public void accept(Row row) {
		add(new Read(row, this.digests.content(row.request()), null));
	}

	@Override
	public void reject(FailedRow row) {
		add(new Read(null, null, row));
	}

	int accepted() {
		return this.records - this.rejected;
	}

	int rejected() {
		return this.rejected;
	}

	private void add(Read row) {
		this.batch.add(row);
		if (this.batch.size() == BATCH) {
			flush();
		}
	}

	/**
	 * Store the rows that were read. A row for the same account as an earlier one is
	 * rejected.
	 */
	void flush() {
		List<byte[]> contents = this.batch.stream().map(Read::content).filter((content) -> content != null).toList();
		Map<ByteBuffer, Long> lines = new HashMap<>(this.rows.lines(this.id, contents));
		List<UploadedRow> uploaded = new ArrayList<>(this.batch.size());
		for (Read read : this.batch) {
			uploaded.add(toUploaded(read, lines));
		}
		if (!uploaded.isEmpty()) {
			this.rows.add(this.id, uploaded);
		}
		this.batch.clear();
	}

	private UploadedRow toUploaded(Read read, Map<ByteBuffer, Long> lines) {
		int record = ++this.records;
		FailedRow failed = read.failed;
		Row row = read.row;
		if (row != null && read.content != null) {
			Long earlier = lines.putIfAbsent(ByteBuffer.wrap(read.content), row.line());
			if (earlier == null) {
				return new UploadedRow(record, row.line(), read.content, this.cipher.seal(this.id, record, row), null);
			}
			failed = row.failed("is the same account as on line " + earlier);
		}
		this.rejected++;
		return new UploadedRow(record, (failed != null) ? failed.line() : 0, null, null, failed);
	}

	private record Read(@Nullable Row row, byte @Nullable [] content, @Nullable FailedRow failed) {

	}

	/**
	 * Computes the digest of a file while it is read.
	 */
	static final class DigestStream extends FilterInputStream {

		private final Mac mac;

		DigestStream(InputStream content, Mac mac) {
			super(content);
			this.mac = mac;
		}

		/**
		 * The rest of an unreadable file has to be received, too.
		 */
		@Override
		public void close() {
		}

		@Override
		public int read() throws IOException {
			int next = super.read();
			if (next >= 0) {
				this.mac.update((byte) next);
			}
			return next;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int count = super.read(buffer, offset, length);
			if (count > 0) {
				this.mac.update(buffer, offset, count);
			}
			return count;
		}

	}

}
