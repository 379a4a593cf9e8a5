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
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.StringUtils;

/**
 * Where the store is: in the database that {@code spring.datasource.url} names, else in a
 * file, or in memory if the application talks to the sandbox.
 */
public final class Store implements JdbcConnectionDetails {

	private static final String H2 = "jdbc:h2:";

	/**
	 * A commit is on the disk when it returns, and the pool closes the database, not a
	 * shutdown hook of its own.
	 */
	private static final String FILE_SETTINGS = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";

	private static final int DATABASE_ALREADY_OPEN = 90020;

	private static final Log logger = LogFactory.getLog(Store.class);

	private static final Set<PosixFilePermission> OWNER_ONLY_FILE = PosixFilePermissions.fromString("rw-------");

	private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

	private final String url;

	private final @Nullable String username;

	private final @Nullable String password;

	private final String description;

	private final @Nullable StoreVersion version;

	private Store(String url, @Nullable String username, @Nullable String password, String description,
			@Nullable StoreVersion version) {
		this.url = url;
		this.username = username;
		this.password = password;
		this.description = description;
		this.version = version;
	}

	static Store of(DataSourceProperties properties, Path dataDirectory, boolean sandbox) {
		String url = properties.getUrl();
		if (StringUtils.hasText(url)) {
			return new Store(url, properties.getUsername(), properties.getPassword(),
					"the database of spring.datasource.url", null);
		}
		if (sandbox) {
			return new Store(H2 + "mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "",
					"memory: it ends with the application, as the sandbox does", null);
		}
		Path directory = dataDirectory.toAbsolutePath().normalize();
		Path file = prepare(directory).resolve("imports");
		Path database = file.resolveSibling(file.getFileName() + ".mv.db");
		StoreVersion version = new StoreVersion(file.resolveSibling(file.getFileName() + ".version"));
		Store store = new Store(H2 + "file:" + file + FILE_SETTINGS, "sa", "", database.toString(), version);
		store.rejectEmpty(database);
		store.open(directory, version);
		restrict(database);
		return store;
	}

	@Override
	public String getJdbcUrl() {
		return this.url;
	}

	@Override
	public @Nullable String getUsername() {
		return this.username;
	}

	@Override
	public @Nullable String getPassword() {
		return this.password;
	}

	/**
	 * Return whether no other process can use the store, because it is in a file or in
	 * memory.
	 */
	public boolean isExclusive() {
		return this.url.startsWith(H2 + "file:") || this.url.startsWith(H2 + "mem:");
	}

	public boolean isInMemory() {
		return this.url.startsWith(H2 + "mem:");
	}

	/**
	 * Say in words where the store is.
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Remember what the store holds, if it is in a file, to notice when that is lost.
	 */
	public void rememberVersion(JdbcClient jdbc) {
		if (this.version != null) {
			this.version.remember(jdbc.sql(StoreVersion.QUERY).query(Long.class).single());
		}
	}

	/**
	 * Say in a sentence that the store cannot be read or written any more.
	 * @param failure what happened
	 */
	public StoreException unavailable(Throwable failure) {
		String advice = this.url.startsWith(H2)
				? "Free space on the disk or grant access to the directory, and restart the application if that is "
						+ "not enough."
				: "Check that the database can be reached and written.";
		return new StoreException(
				"The imports in " + this.description + " cannot be read or written (" + reason(failure) + "). " + advice
						+ " Then resume the import, or import the same file again: nothing is created twice.",
				failure);
	}

	/**
	 * What the system says is clearer than what the database makes of it.
	 */
	static String reason(Throwable failure) {
		String reason = "unexpected error";
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof IOException && cause.getMessage() != null) {
				return cause.getMessage();
			}
			if (cause instanceof SQLException ex) {
				reason = (ex.getErrorCode() != 0) ? "error " + ex.getErrorCode() : "SQL state " + ex.getSQLState();
			}
		}
		return reason;
	}

	private static Path prepare(Path directory) {
		try {
			boolean posix = isPosix();
			boolean exists = Files.isDirectory(directory);
			FileAttribute<?>[] attributes = posix
					? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(OWNER_ONLY) }
					: new FileAttribute<?>[0];
			Files.createDirectories(directory, attributes);
			if (posix && exists && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(directory))) {
				logger.warn("Others can access the directory " + directory
						+ ", which contains imports. Restrict its permissions, or choose another "
						+ "console.data-directory.");
			}
		}
		catch (IOException ex) {
			throw unusable(directory, ex);
		}
		if (!Files.isReadable(directory) || !Files.isWritable(directory)) {
			throw unusable(directory, null);
		}
		return directory;
	}

	/**
	 * The directory may have been there before, and be open to others.
	 */
	private static void restrict(Path database) {
		try {
			if (isPosix()) {
				Files.setPosixFilePermissions(database, OWNER_ONLY_FILE);
			}
		}
		catch (IOException ex) {
			logger.warn("The permissions of " + database + " cannot be restricted to its owner");
		}
	}

	private static boolean isPosix() {
		return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
	}

	/**
	 * A file without content would count as a new one, and what it held would be created
	 * again.
	 */
	private void rejectEmpty(Path database) {
		try {
			if (Files.exists(database) && Files.size(database) == 0) {
				throw unreadable("it is empty", null);
			}
		}
		catch (IOException ex) {
			throw unreadable("it has no size", ex);
		}
	}

	/**
	 * Open the database once, because the pool would hide why it cannot be opened.
	 */
	private void open(Path directory, StoreVersion version) {
		try (Connection connection = DriverManager.getConnection(this.url, this.username, this.password)) {
			if (version.isNewerThan(connection)) {
				throw new StoreException("The imports in " + this.description
						+ " lack what was written last: the file was cut off, deleted or replaced by an older one. "
						+ "Restore it, or delete " + version.file() + " to continue with what is there: rows that "
						+ "were sent since then can be sent again.", null);
			}
		}
		catch (SQLException ex) {
			if (ex.getErrorCode() == DATABASE_ALREADY_OPEN) {
				throw new StoreException("Another process uses the imports in " + directory
						+ ". Stop it, choose another console.data-directory, or let several processes share the "
						+ "imports in PostgreSQL by setting spring.datasource.url.", ex);
			}
			throw unreadable("H2 " + reason(ex), ex);
		}
	}

	private StoreException unreadable(String reason, @Nullable Exception ex) {
		return new StoreException("The imports in " + this.description + " cannot be read (" + reason
				+ "): the file is damaged, is of another version, or the disk is full. Restore it, or choose "
				+ "another console.data-directory.", ex);
	}

	private static StoreException unusable(Path directory, @Nullable IOException ex) {
		return new StoreException(
				"The directory " + directory
						+ " cannot be read and written. Grant access to it, or choose another console.data-directory.",
				ex);
	}

}
