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

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;

import ai.sendmux.console.accounts.VisibleText;
import ai.sendmux.console.imports.AccountFile.UnreadableException;
import jakarta.validation.Validator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Reads files of accounts in the Sendmux CSV template.
 */
@Component
class AccountFileReader {

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	private static final String DELIMITERS = ",;\t";

	/** The first line of a file that names its delimiter, as Excel reads it. */
	private static final String DELIMITER_LINE = "sep=";

	private static final int LONGEST_HEADER = 65536;

	private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

	private final Validator validator;

	private final int maxRows;

	AccountFileReader(Validator validator, ImportProperties properties) {
		this.validator = validator;
		this.maxRows = properties.maxRows();
	}

	/**
	 * Read a file, one row at a time.
	 * @param content what the file contains, in UTF-8
	 * @param rows receives the rows
	 * @return what else is in the file
	 * @throws UnreadableException if the file is no such file, or too long
	 */
	AccountFile read(InputStream content, AccountFile.Rows rows) {
		try {
			BufferedReader text = new BufferedReader(decode(content));
			char delimiter = skipToHeader(text);
			return read(new RecordReader(text), delimiter, rows);
		}
		catch (UncheckedIOException ex) {
			throw unreadable(ex.getCause());
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
	}

	private AccountFile read(RecordReader text, char delimiter, AccountFile.Rows rows) throws IOException {
		try (CSVParser parser = FORMAT.builder().setDelimiter(delimiter).get().parse(text)) {
			return read(text, parser, rows);
		}
	}

	private AccountFile read(RecordReader text, CSVParser parser, AccountFile.Rows rows) {
		Iterator<CSVRecord> records = parser.iterator();
		TemplateHeader header = header(records);
		RowReader reader = new RowReader(header, this.validator, rows);
		String importName = "";
		int count = 0;
		while (records.hasNext()) {
			CSVRecord next = records.next();
			text.startRecord();
			if (isBlank(next)) {
				continue;
			}
			if (count++ == this.maxRows) {
				throw new UnreadableException(
						String.format(Locale.ROOT, "The file has more than %,d rows.", this.maxRows));
			}
			importName = importName.isEmpty() ? VisibleText.strip(header.cell(next, TemplateHeader.IMPORT))
					: importName;
			reader.read(next, parser.getCurrentLineNumber() - lineBreaks(next));
		}
		if (count == 0) {
			throw new UnreadableException("The file has a header and no rows.");
		}
		return new AccountFile(header.notes(), importName.isEmpty() ? null : importName);
	}

	private static TemplateHeader header(Iterator<CSVRecord> records) {
		while (records.hasNext()) {
			CSVRecord next = records.next();
			if (!isBlank(next)) {
				return TemplateHeader.of(next);
			}
		}
		throw new UnreadableException("The file is empty.");
	}

	private static boolean isBlank(CSVRecord cells) {
		return cells.stream().allMatch((cell) -> VisibleText.strip(cell).isEmpty());
	}

	/**
	 * Decode strictly: an account with a mangled name or password is worse than none.
	 */
	private static Reader decode(InputStream content) {
		return new InputStreamReader(content,
				StandardCharsets.UTF_8.newDecoder()
					.onMalformedInput(CodingErrorAction.REPORT)
					.onUnmappableCharacter(CodingErrorAction.REPORT));
	}

	/**
	 * Skip what spreadsheets write before the header.
	 * @param text the file at its beginning
	 * @return the delimiter
	 */
	private static char skipToHeader(BufferedReader text) throws IOException {
		text.mark(LONGEST_HEADER);
		char[] buffer = new char[LONGEST_HEADER];
		int length = 0;
		for (int count = 0; count >= 0 && length < buffer.length; length += Math.max(count, 0)) {
			count = text.read(buffer, length, buffer.length - length);
		}
		text.reset();
		String beginning = new String(buffer, 0, length);
		int skipped = beginning.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
		String firstLine = beginning.substring(skipped).lines().findFirst().orElse("");
		boolean named = namesDelimiter(firstLine);
		text.skip(named ? skipped + firstLine.length() : skipped);
		return named ? firstLine.charAt(DELIMITER_LINE.length()) : delimiter(beginning.substring(skipped));
	}

	private static boolean namesDelimiter(String line) {
		return line.length() == DELIMITER_LINE.length() + 1 && line.toLowerCase(Locale.ROOT).startsWith(DELIMITER_LINE)
				&& !line.endsWith("\"");
	}

	/**
	 * Return the delimiter that the header has most of: no column of the template has one
	 * in its name.
	 */
	private static char delimiter(String text) {
		String header = text.lines().filter(StringUtils::hasText).findFirst().orElse("");
		char found = DELIMITERS.charAt(0);
		for (char candidate : DELIMITERS.toCharArray()) {
			if (StringUtils.countOccurrencesOf(header, String.valueOf(candidate)) > StringUtils
				.countOccurrencesOf(header, String.valueOf(found))) {
				found = candidate;
			}
		}
		return found;
	}

	private static long lineBreaks(CSVRecord cells) {
		return cells.stream().mapToLong((cell) -> (cell + '|').lines().count() - 1).sum();
	}

	private static RuntimeException unreadable(@Nullable Throwable ex) {
		if (ex != null && ex.getCause() instanceof RuntimeException source) {
			return source;
		}
		return new UnreadableException((ex instanceof CharacterCodingException) ? "The file is not in UTF-8."
				: "The file is not in the CSV format: a quote is not closed, or text follows a closing quote.");
	}

	/**
	 * Ends a file with a row that is longer than memory should hold, as where a quote is
	 * not closed.
	 */
	private static final class RecordReader extends FilterReader {

		private static final int MAX_LENGTH = 2_000_000;

		private int length;

		RecordReader(Reader text) {
			super(text);
		}

		void startRecord() {
			this.length = 0;
		}

		@Override
		public int read() throws IOException {
			int next = super.read();
			count(1);
			return next;
		}

		@Override
		public int read(char[] buffer, int offset, int limit) throws IOException {
			int count = super.read(buffer, offset, limit);
			count(count);
			return count;
		}

		private void count(int count) {
			this.length += count;
			if (this.length > MAX_LENGTH) {
				throw new UnreadableException("The file has a row that is too long, or a quote is not closed.");
			}
		}

	}

}
