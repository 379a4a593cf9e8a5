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

package ai.sendmux.sample.console;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import ai.sendmux.sample.console.AccountFile.FailedRow;
import ai.sendmux.sample.console.AccountFile.UnreadableException;
import jakarta.validation.Validator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads files of accounts in the Sendmux CSV template.
 */
@Component
class AccountFileReader {

	private static final char BYTE_ORDER_MARK = '\uFEFF';

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
		try (Reader reader = reader(content); CSVParser parser = FORMAT.parse(reader)) {
			return read(parser);
		}
		catch (UncheckedIOException ex) {
			throw unreadable(ex.getCause());
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
	}

	private AccountFile read(CSVParser parser) {
		Iterator<CSVRecord> records = parser.iterator();
		if (!records.hasNext()) {
			throw new UnreadableException("The file is empty.");
		}
		TemplateHeader header = TemplateHeader.of(records.next());
		RowReader rows = new RowReader(header, this.validator);
		List<AccountFile.Row> good = new ArrayList<>();
		List<FailedRow> bad = new ArrayList<>();
		String importName = "";
		while (records.hasNext()) {
			if (good.size() + bad.size() == this.maxRows) {
				throw new UnreadableException("The file has more than " + this.maxRows + " rows.");
			}
			CSVRecord next = records.next();
			importName = importName.isEmpty() ? header.cell(next, TemplateHeader.IMPORT).strip() : importName;
			rows.read(next, parser.getCurrentLineNumber(), good, bad);
		}
		if (good.isEmpty() && bad.isEmpty()) {
			throw new UnreadableException("The file has a header and no rows.");
		}
		return new AccountFile(List.copyOf(good), List.copyOf(bad), header.notes(),
				importName.isEmpty() ? null : importName);
	}

	/**
	 * Decode strictly: an account with a mangled name or password is worse than none.
	 */
	private static Reader reader(byte[] content) throws IOException {
		Reader reader = new InputStreamReader(new ByteArrayInputStream(content),
				StandardCharsets.UTF_8.newDecoder()
					.onMalformedInput(CodingErrorAction.REPORT)
					.onUnmappableCharacter(CodingErrorAction.REPORT));
		PushbackReader start = new PushbackReader(reader);
		int first = start.read();
		if (first != -1 && first != BYTE_ORDER_MARK) {
			start.unread(first);
		}
		return start;
	}

	private static UnreadableException unreadable(@Nullable Throwable ex) {
		return new UnreadableException((ex instanceof CharacterCodingException) ? "The file is not in UTF-8."
				: "The file is not in the CSV format: a quote is not closed, or text follows a closing quote.");
	}

}
