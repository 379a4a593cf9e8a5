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

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

import ai.sendmux.console.accounts.VisibleText;
import ai.sendmux.console.imports.AccountFile.FailedRow;
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

	private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

	private final Validator validator;

	private final int maxRows;

	AccountFileReader(Validator validator, ImportProperties properties) {
		this.validator = validator;
		this.maxRows = properties.maxRows();
	}

	/**
	 * Read a file.
	 * @param content what the file contains, in UTF-8
	 * @return the rows
	 * @throws UnreadableException if the file is no such file, or too long
	 */
	AccountFile read(byte[] content) {
		try {
			String text = decode(content);
			String firstLine = text.lines().findFirst().orElse("");
			return namesDelimiter(firstLine)
					? read(text.substring(firstLine.length()), firstLine.charAt(DELIMITER_LINE.length()))
					: read(text, delimiter(text));
		}
		catch (UncheckedIOException ex) {
			throw unreadable(ex.getCause());
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
	}

	private AccountFile read(String text, char delimiter) throws IOException {
		try (CSVParser parser = FORMAT.builder().setDelimiter(delimiter).get().parse(new StringReader(text))) {
			return read(parser);
		}
	}

	private AccountFile read(CSVParser parser) {
		Iterator<CSVRecord> records = parser.iterator();
		TemplateHeader header = header(records);
		RowReader rows = new RowReader(header, this.validator);
		List<AccountFile.Row> good = new ArrayList<>();
		List<FailedRow> bad = new ArrayList<>();
		String importName = "";
		while (records.hasNext()) {
			CSVRecord next = records.next();
			if (isBlank(next)) {
				continue;
			}
			if (good.size() + bad.size() == this.maxRows) {
				throw new UnreadableException("The file has more than " + this.maxRows + " rows.");
			}
			importName = importName.isEmpty() ? VisibleText.strip(header.cell(next, TemplateHeader.IMPORT))
					: importName;
			rows.read(next, parser.getCurrentLineNumber() - lineBreaks(next), good, bad);
		}
		if (good.isEmpty() && bad.isEmpty()) {
			throw new UnreadableException("The file has a header and no rows.");
		}
		return new AccountFile(List.copyOf(good), List.copyOf(bad), header.notes(),
				importName.isEmpty() ? null : importName);
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
	private static String decode(byte[] content) throws CharacterCodingException {
		String text = StandardCharsets.UTF_8.newDecoder()
			.onMalformedInput(CodingErrorAction.REPORT)
			.onUnmappableCharacter(CodingErrorAction.REPORT)
			.decode(ByteBuffer.wrap(content))
			.toString();
		return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
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

	private static UnreadableException unreadable(@Nullable Throwable ex) {
		return new UnreadableException((ex instanceof CharacterCodingException) ? "The file is not in UTF-8."
				: "The file is not in the CSV format: a quote is not closed, or text follows a closing quote.");
	}

}
