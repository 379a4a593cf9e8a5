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

package ai.sendmux.console.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no part of an uploaded file is written to the disk: the directory for that
 * is not there.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "console.import.max-size=1MB")
@AutoConfigureWebTestClient(timeout = "60s")
class TooLargeRequestTests {

	private static final String HEADER = "name,host,port,protocol,username,password\n";

	@TempDir
	private static Path directory;

	@Autowired
	private WebTestClient client;

	@DynamicPropertySource
	static void directory(DynamicPropertyRegistry registry) {
		registry.add("spring.webflux.multipart.file-storage-directory", () -> directory.resolve("parts").toString());
	}

	@Test
	void uploadWhenFileIsTooLargeIsNotWrittenToDisk() throws IOException {
		Files.deleteIfExists(directory.resolve("parts"));
		ConsolePageClient page = new ConsolePageClient(this.client);
		assertThat(page.upload(HEADER + "x".repeat(10_000_000))).contains("The file is too large.");
		assertThat(page.status()).isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
	}

	@Test
	void uploadWhenFileIsLargeIsKeptInMemory() throws IOException {
		Files.deleteIfExists(directory.resolve("parts"));
		ConsolePageClient page = new ConsolePageClient(this.client);
		page.upload(HEADER + "A,h,587,tls,u," + "x".repeat(1_000_000));
		assertThat(page.status()).isEqualTo(HttpStatus.SEE_OTHER);
	}

}
