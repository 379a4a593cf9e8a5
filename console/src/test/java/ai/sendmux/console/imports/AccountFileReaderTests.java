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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.ProviderQuotas;
import ai.sendmux.providers.Quota;
import ai.sendmux.providers.SmtpProtocol;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AccountFileReader}.
 */
class AccountFileReaderTests {

	private static final String HEADER = "name,host,port,protocol,username,password";

	private static final String ROW = "A,smtp.example.com,587,starttls,user,secret";

	private static final String NO_QUOTA = "quota_day: must be a whole number such as 1000, or a range such as 10-60";

	private static ValidatorFactory validators;

	@BeforeAll
	static void createValidators() {
		validators = Validation.buildDefaultValidatorFactory();
	}

	@AfterAll
	static void closeValidators() {
		validators.close();
	}

	@Test
	void readWhenAllColumnsArePresentReturnsRequest() {
		FileContent file = read(String.join(",", TemplateHeader.COLUMNS)
				+ "\nPool 1,smtp,Group,smtp.example.com,465,SSL,"
				+ "user, secret ,active,,from@example.com,From,Reply,reply@example.com,t.example.com,1,10-60,100,1000,25");
		CreateProviderRequest request = file.rows().get(0).request();
		assertThat(request.name()).isEqualTo("Pool 1");
		assertThat(request.smtpHost()).isEqualTo("smtp.example.com");
		assertThat(request.smtpPort()).isEqualTo(465);
		assertThat(request.smtpProtocol()).isEqualTo(SmtpProtocol.SSL);
		assertThat(request.smtpPassword()).isEqualTo(" secret ");
		assertThat(request.fromEmail()).isEqualTo("from@example.com");
		assertThat(request.replyToName()).isEqualTo("Reply");
		assertThat(request.trackingDomain()).isEqualTo("t.example.com");
		assertThat(request.percentage()).isEqualTo(25);
		assertThat(request.quotas()).isEqualTo(ProviderQuotas.builder()
			.perSecond(Quota.of(1))
			.perMinute(Quota.between(10, 60))
			.perHour(Quota.of(100))
			.perDay(Quota.of(1000))
			.build());
		assertThat(file.notes()).anyMatch((note) -> note.contains("group_name"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void readWhenFormatIsSupportedReturnsRow(String what, String content) {
		FileContent file = read(content);
		assertThat(file.rejected()).isEmpty();
		assertThat(file.rows()).hasSize(1);
		assertThat(file.rows().get(0).request().smtpHost()).isEqualTo("smtp.example.com");
		assertThat(file.rows().get(0).request().smtpPort()).isEqualTo(587);
	}

	static Stream<Arguments> readWhenFormatIsSupportedReturnsRow() {
		return Stream.of(Arguments.of("LF", HEADER + "\n" + ROW + "\n"),
				Arguments.of("CRLF", HEADER + "\r\n" + ROW + "\r\n"),
				Arguments.of("no line end at the end", HEADER + "\n" + ROW),
				Arguments.of("byte order mark", "\uFEFF" + HEADER + "\r\n" + ROW),
				Arguments.of("quotes",
						"\"name\",\"host\",port,protocol,username,password\n\"A\",\"smtp.example.com\","
								+ "\"587\",\"starttls\",\"user\",\"se,c\"\"ret\""),
				Arguments.of("line break in quotes", HEADER + "\n\"A\nB\",smtp.example.com,587,tls,user,secret"),
				Arguments.of("aliases", "name,smtp_host,smtp_port,protocol,username,password\n" + ROW),
				Arguments.of("another order",
						"password,username,protocol,port,host,name\nsecret,user,tls,587,smtp.example.com,A"),
				Arguments.of("capitals and blanks",
						" Name,HOST,Port,Protocol,Username,Password\nA, smtp.example.com ,\t587,TLS,user,secret"),
				Arguments.of("empty lines", HEADER + "\n\n" + ROW + "\n\n\n"),
				Arguments.of("further columns", HEADER + ",colour\n" + ROW + ",blue"),
				Arguments.of("empty cells at the end left out", HEADER + ",type,status,quota_day\n" + ROW),
				Arguments.of("some empty cells at the end left out",
						HEADER + ",type,status,quota_day\n" + ROW + ",smtp"),
				Arguments.of("rows of delimiters", HEADER + "\n" + ROW + "\n,,,,,\n,,\n"),
				Arguments.of("row of blanks", HEADER + "\n" + ROW + "\n  \n\u00A0, ,\t\n"),
				Arguments.of("end of file as DOS has it", HEADER + "\n" + ROW + "\n\u001A"),
				Arguments.of("semicolons", (HEADER + "\r\n" + ROW).replace(',', ';')),
				Arguments.of("semicolons and a comma in a name",
						HEADER.replace(',', ';') + ";a,b\n\"A;B\"" + ROW.substring(1).replace(',', ';')),
				Arguments.of("tabs", (HEADER + "\n" + ROW).replace(',', '\t')),
				Arguments.of("semicolons named", "\uFEFFsep=;\r\n" + (HEADER + "\r\n" + ROW).replace(',', ';')),
				Arguments.of("commas named", "SEP=,\n" + HEADER + "\n" + ROW),
				Arguments.of("another delimiter named", "sep=|\n" + (HEADER + "\n" + ROW).replace(',', '|')),
				Arguments.of("invisible characters around cells",
						HEADER.replace("host", "\u200Bhost\u00A0")
								+ "\nA,\u202Asmtp.example.com\u202C,587\u00A0,\uFEFFstarttls\u200B,user,secret"),
				Arguments.of("empty rows before the header", "\r\n;;\r\n" + (HEADER + "\r\n" + ROW).replace(',', ';')),
				Arguments.of("empty columns", HEADER + ",,\n" + ROW + ",,"));
	}

	@ParameterizedTest(name = "{1}")
	@MethodSource
	void readWhenRowIsInvalidReturnsReason(String row, String reason) {
		FileContent file = read(HEADER + ",type,status,percentage,quota_day,from_email\n" + row);
		assertThat(file.rows()).isEmpty();
		assertThat(file.rejected()).hasSize(1);
		assertThat(file.rejected().get(0).reason()).isEqualTo(reason);
		assertThat(file.rejected().get(0).line()).isEqualTo(2);
	}

	static Stream<Arguments> readWhenRowIsInvalidReturnsReason() {
		return Stream.of(Arguments.of(",h,587,tls,u,p,,,,,", "name: must have from 1 to 255 characters"),
				Arguments.of("A,h,,tls,u,p,,,,,", "port: must be given"),
				Arguments.of("A,h,70000,tls,u,p,,,,,", "port: must be at most 65535"),
				Arguments.of("A,h,0,tls,u,p,,,,,", "port: must be at least 1"),
				Arguments.of("A,h,smtp,tls,u,p,,,,,", "port: must be a whole number"),
				Arguments.of("A,h,587.0,tls,u,p,,,,,", "port: must be a whole number"),
				Arguments.of("A,h,'587,tls,u,p,,,,,", "port: must be a whole number"),
				Arguments.of("A,h,5\u00A087,tls,u,p,,,,,", "port: must be a whole number"),
				Arguments.of("A,h,\u0665\u0668\u0667,tls,u,p,,,,,", "port: must be a whole number"),
				Arguments.of("A,h,99999999999,tls,u,p,,,,,", "port: must be at most 65535"),
				Arguments.of("A,h,587,tls,u,p,,,12.5,,", "percentage: must be a whole number"),
				Arguments.of("A,h,587,tls,u,p,,,25%,,", "percentage: must be a whole number"),
				Arguments.of("A,h,587,tls,u,p,,,-99999999999,,", "percentage: must be at least 0"),
				Arguments.of("A,h,587,,u,p,,,,,", "protocol: must be given"),
				Arguments.of("A,h,587,tls,u,,,,,,", "password: must be given"),
				Arguments.of("A,h,587,tls,u,p,gmail_api,,,,",
						"type: only smtp accounts can be created, others are connected in the web app"),
				Arguments.of("A,h,587,tls,u,p,,paused,,,", "status: must be active or inactive"),
				Arguments.of("A,h,587,tls,u,p,,,101,,", "percentage: must be at most 100"),
				Arguments.of("A,h,587,tls,u,p,,,,0,", "quota_day: must be at least 1"),
				Arguments.of("A,h,587,tls,u,p,,,,many,", NO_QUOTA), Arguments.of("A,h,587,tls,u,p,,,,100.0,", NO_QUOTA),
				Arguments.of("A,h,587,tls,u,p,,,,\"1,000\",", NO_QUOTA),
				Arguments.of("A,h,587,tls,u,p,,,,1-2.5,", NO_QUOTA), Arguments.of("A,h,587,tls,u,p,,,,-,", NO_QUOTA),
				Arguments.of("A,h,587,tls,u,p,,,,99999999999999999999,", "quota_day: must have at most 15 digits"),
				Arguments.of("A,smtp\u200B.example.com,587,tls,u,p,,,,,",
						"host: must not contain the invisible character U+200B"),
				Arguments.of("A,h,587,tls,us\u00A0er,p,,,,,",
						"username: must not contain the invisible character U+00A0"),
				Arguments.of("A,h,587,tls,u,p,,,,,a@exam\uFEFFple.com",
						"from_email: must not contain the invisible character U+FEFF"),
				Arguments.of("A,h,587,tls,u,p,,,,,nobody", "from_email: must be an email address"),
				Arguments.of("A,h,0,tls,u,p,,,-1,,", "percentage: must be at least 0; port: must be at least 1"),
				Arguments.of("A,h,587,tls,u", "password: must be given"),
				Arguments.of("A,h,587",
						"password: must be given; protocol: must be given; username: must have from 1 to 255 characters"),
				Arguments.of("A,h,587,tls,u,p,,,,,,", "has 12 cells, the header has 11"));
	}

	@Test
	void readWhenProtocolIsUnknownRejectsRow() {
		assertThat(read(HEADER + "\nA,h,587,gopher,u,p").rejected()).singleElement()
			.satisfies((row) -> assertThat(row.reason()).startsWith("protocol: "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u00A0secret\u200B", "se\u00A0cret", "\uFEFF", "secret\u001A", "\u3000secret" })
	void readWhenPasswordHasInvisibleCharactersKeepsIt(String password) {
		FileContent file = read(HEADER + "\n" + ROW.replace("secret", password) + "\n");
		assertThat(file.rows()).singleElement()
			.satisfies((row) -> assertThat(row.request().smtpPassword()).isEqualTo(password));
	}

	@ParameterizedTest
	@ValueSource(strings = { "M\u00FCller\u00A0& Co", "\uD83D\uDC68\u200D\uD83D\uDC67",
			"\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC7F" })
	void readWhenNameHasInvisibleCharactersInsideKeepsIt(String name) {
		assertThat(read(HEADER + "\n\u200B" + name + "\u00A0" + ROW.substring(1)).rows()).singleElement()
			.satisfies((row) -> assertThat(row.request().name()).isEqualTo(name));
	}

	@Test
	void readWhenPasswordIsTooLongRejectsRowWithoutQuotingIt() {
		FileContent file = read(HEADER + "\n" + ROW.replace("secret", "s3cret".repeat(100)));
		assertThat(file.rejected()).singleElement().satisfies((row) -> {
			assertThat(row.reason()).isEqualTo("smtp_password must have at most 500 characters");
			assertThat(row.toString()).doesNotContain("s3cret");
		});
	}

	@Test
	void readWhenTextsHaveEmojiCountsCodePoints() {
		String name = "\uD83D\uDE00".repeat(255);
		assertThat(read(HEADER + "\n" + name + ROW.substring(1)).rows()).hasSize(1);
		assertThat(read(HEADER + "\n" + name + ROW).rejected()).hasSize(1);
	}

	@Test
	void readWhenHeaderHasEmptyColumnsHasNoNote() {
		assertThat(read(HEADER + ",, \n" + ROW + ",,").notes()).isEmpty();
	}

	@Test
	void readWhenCellsHaveLineBreaksReportsLineWhereRowBegins() {
		FileContent file = read(HEADER + "\n\"A\nB\r\nC\rD\n\",h,0,tls,u,p\n\n\"E\n\",h,0,tls,u,p\nF,h,0,tls,u,p");
		assertThat(file.rejected()).extracting(AccountFile.FailedRow::line).containsExactly(2L, 8L, 10L);
	}

	@Test
	void readWhenDelimiterIsNamedCountsItsLine() {
		assertThat(read("sep=;\n" + HEADER.replace(',', ';') + "\nA;h;0;tls;u;p").rejected())
			.extracting(AccountFile.FailedRow::line)
			.containsExactly(3L);
	}

	@Test
	void readWhenRowsAreEmptyDoesNotCountThem() {
		byte[] content = (HEADER + "\n,,,,,\n" + ROW + "\n,,,,,\n").getBytes(StandardCharsets.UTF_8);
		assertThat(read(content, 1).rows()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "A,h,587,tls,s3cret", "A,h,0,tls,s3cret,active", "h,587,tls,u,s3cret" })
	void readWhenShortRowIsRejectedKeepsNoCell(String row) {
		assertThat(read(HEADER + ",status\n" + row).rejected()).singleElement()
			.satisfies((rejected) -> assertThat(rejected.cells()).hasSameSizeAs(TemplateHeader.COLUMNS)
				.allMatch(String::isEmpty));
	}

	@ParameterizedTest(name = "{1}")
	@MethodSource
	void readWhenFileIsUnreadableThrowsException(byte[] content, String message) {
		assertThatExceptionOfType(AccountFile.UnreadableException.class).isThrownBy(() -> read(content, 10000))
			.withMessageContaining(message);
	}

	static Stream<Arguments> readWhenFileIsUnreadableThrowsException() {
		return Stream.of(Arguments.of(new byte[0], "is empty"),
				Arguments.of(",,\n\n \n".getBytes(StandardCharsets.UTF_8), "is empty"),
				Arguments.of(HEADER.getBytes(StandardCharsets.UTF_8), "no rows"),
				Arguments.of("name|host\nA|b".getBytes(StandardCharsets.UTF_8), "lacks name, host"),
				Arguments.of("name;host\nA;b".getBytes(StandardCharsets.UTF_8), "lacks port, protocol"),
				Arguments.of("sep=\"\nname".getBytes(StandardCharsets.UTF_8), "lacks name, host"),
				Arguments.of((HEADER + "\n,,,,,\n").getBytes(StandardCharsets.UTF_8), "no rows"),
				Arguments.of((HEADER + ",smtp_host\n" + ROW + ",x").getBytes(StandardCharsets.UTF_8), "host twice"),
				Arguments.of((HEADER + "\n\"A,h,587").getBytes(StandardCharsets.UTF_8), "quote is not closed"),
				Arguments.of((HEADER + "\nM\u00FCller" + ROW).getBytes(StandardCharsets.ISO_8859_1), "not in UTF-8"));
	}

	@Test
	void readWhenRowsExceedMaximumThrowsException() {
		assertThat(read(rows(10000), 10000).rows()).hasSize(10000);
		assertThatExceptionOfType(AccountFile.UnreadableException.class).isThrownBy(() -> read(rows(10001), 10000))
			.withMessage("The file has more than 10,000 rows.");
	}

	@Test
	void failedRowWhenPortIsInvalidHasReasonAndNoPassword() {
		FileContent file = read(HEADER + "\n\"A, \"\"B\"\"\",smtp.example.com,0,tls,user,secret");
		String csv = csv(file);
		assertThat(csv).startsWith(String.join(",", TemplateHeader.COLUMNS) + ",import,reason\r\n\"A, \"\"B\"\"\",")
			.contains(",pool,line 2: port: must be at least 1")
			.doesNotContain("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Doe, John,h,587,tls,u,s3cret,", "Doe, John,h,587,tls,u,s3cret", "A,h,587,tls,u,s3cret,,",
			"A,h,587,tls,u,half,s3cret", "h,587,tls,u,s3cret,active", "h,587,tls,u,s3cret,active,",
			"A,587,tls,u,s3cret,," })
	void failedRowWhenCellsAreMisalignedKeepsNoCell(String row) {
		FileContent file = read(HEADER + ",status\n" + row);
		assertThat(file.rejected()).singleElement()
			.satisfies((rejected) -> assertThat(rejected.cells()).hasSameSizeAs(TemplateHeader.COLUMNS)
				.allMatch(String::isEmpty));
		assertThat(csv(file)).contains(",pool,", "line 2: ").doesNotContain("s3cret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "from_email\nA,h,587,tls,u,half,s3cret", "from_name,quota_day\nA,h,0,tls,u,half,,s3cret",
			"status,from_name\nA,h,0,tls,u,half,,s3cret", "from_name\nA,h,587,tls,s3cret,,",
			"oauth_user_email,status\nA,h,0,tls,u,half,s3cret," })
	void failedRowWhenPasswordMayBeInOtherCellKeepsNoCell(String columnsAndRow) {
		FileContent file = read(HEADER + "," + columnsAndRow);
		assertThat(file.rejected()).singleElement()
			.satisfies((rejected) -> assertThat(rejected.cells()).isEqualTo(TemplateHeader.NO_CELLS));
		assertThat(csv(file)).contains("line 2: ").doesNotContain("s3cret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "name,host,port,protocol,username,password,status,quota_day\nA,h,0,tls,u,s3cret,active,7",
			"name,password,host,port,protocol,username,quota_day\nA,s3cret,h,0,tls,u,7",
			"quota_day,name,host,port,protocol,username,password,from_name\n7,A,h,0,tls,u,s3cret,",
			"name,host,port,protocol,username,password,quota_day,import,reason\nA,h,587,tls,u,,7,pool,line 2: port" })
	void failedRowWhenCellsAreAlignedKeepsCells(String content) {
		FileContent file = read(content);
		assertThat(file.rejected()).singleElement()
			.satisfies((rejected) -> assertThat(rejected.cells()).contains("A", "h", "tls", "u", "7"));
		assertThat(csv(file)).doesNotContain("s3cret");
	}

	private static FileContent read(String content) {
		return read(content.getBytes(StandardCharsets.UTF_8), 10000);
	}

	private static FileContent read(byte[] content, int maxRows) {
		AccountFileReader reader = new AccountFileReader(validators.getValidator(),
				new ImportProperties(maxRows, DataSize.ofMegabytes(8), 50, null));
		List<AccountFile.Row> rows = new ArrayList<>();
		List<AccountFile.FailedRow> rejected = new ArrayList<>();
		AccountFile file = reader.read(new ByteArrayInputStream(content), new AccountFile.Rows() {

			@Override
			public void accept(AccountFile.Row row) {
				rows.add(row);
			}

			@Override
			public void reject(AccountFile.FailedRow row) {
				rejected.add(row);
			}

		});
		return new FileContent(rows, rejected, file.notes());
	}

	private static String csv(FileContent file) {
		StringWriter text = new StringWriter();
		try {
			FailedRows csv = new FailedRows(text, "pool");
			for (AccountFile.FailedRow row : file.rejected()) {
				csv.write(row);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return text.toString();
	}

	private static byte[] rows(int count) {
		return IntStream.range(0, count)
			.mapToObj((number) -> ROW.replace("A,", "Pool " + number + ","))
			.collect(Collectors.joining("\n", HEADER + "\n", ""))
			.getBytes(StandardCharsets.UTF_8);
	}

	private record FileContent(List<AccountFile.Row> rows, List<AccountFile.FailedRow> rejected, List<String> notes) {

	}

}
