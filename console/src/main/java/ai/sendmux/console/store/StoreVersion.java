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

package ai.sendmux.console.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The version of the database that was seen last, in a file beside it. H2 opens a file
 * that was cut off with what it held some time before, and does not say so.
 */
final class StoreVersion {

	static final String QUERY = "select cast(setting_value as bigint) from information_schema.settings "
			+ "where setting_name = 'info.CURRENT_VERSION'";

	/** A version is counted before it is written, which may fail or be interrupted. */
	private static final int UNWRITTEN = 2;

	private static final Log logger = LogFactory.getLog(StoreVersion.class);

	private final Path file;

	private long last;

	StoreVersion(Path file) {
		this.file = file;
		this.last = read();
	}

	Path file() {
		return this.file;
	}

	/**
	 * Return whether a version was seen that is not there any more.
	 */
	boolean isNewerThan(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(QUERY)) {
			return result.next() && result.getLong(1) < this.last - UNWRITTEN;
		}
	}

	synchronized void remember(long version) {
		if (version == this.last) {
			return;
		}
		Path next = this.file.resolveSibling(this.file.getFileName() + ".new");
		try {
			Files.writeString(next, Long.toString(version), StandardCharsets.US_ASCII);
			Files.move(next, this.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			this.last = version;
		}
		catch (IOException ex) {
			logger.debug("The version of the store cannot be written", ex);
		}
	}

	/**
	 * An unreadable file is like none: it only detects losses.
	 */
	private long read() {
		try {
			return Files.exists(this.file)
					? Long.parseLong(Files.readString(this.file, StandardCharsets.US_ASCII).strip()) : 0;
		}
		catch (IOException | NumberFormatException ex) {
			logger.debug("The version of the store cannot be read", ex);
			return 0;
		}
	}

}
