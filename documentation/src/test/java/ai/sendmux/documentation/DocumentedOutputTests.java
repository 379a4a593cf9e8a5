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

package ai.sendmux.documentation;

import java.util.List;

import ai.sendmux.console.ConsoleApplication;
import ai.sendmux.sample.SampleApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the sample application prints what the documents show.
 */
@ExtendWith(OutputCaptureExtension.class)
class DocumentedOutputTests {

	@Test
	void startWhenTokenIsMissingPrintsWhatTheGuideShows(CapturedOutput output) {
		ConsoleApplication
			.start(SampleApplication.class, "--sendmux.token=", "--server.port=0",
					"--spring.reactor.netty.shutdown-quiet-period=0s")
			.close();
		assertThat(withoutFigures(output.getOut()))
			.isEqualTo(withoutFigures(Documents.block("docs/getting-started.md", "Sendmux sample application")));
	}

	private static List<String> withoutFigures(String console) {
		return console.lines()
			.filter((line) -> !line.isBlank())
			.map((line) -> line.replaceAll("\\(Spring Boot .*\\)|^\\d\\d:\\d\\d:\\d\\d|dprov_\\w+|(?<=127.0.0.1):\\d+",
					""))
			.toList();
	}

}
