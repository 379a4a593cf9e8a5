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

import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that colors differ from what is behind them as much as WCAG 2.2 asks for at level
 * AA, in the light and in the dark scheme.
 */
class ConsoleStylesTests {

	private static final double TEXT = 4.5;

	private static final double GRAPHICS = 3;

	@ParameterizedTest(name = "{0} on {1}")
	@CsvSource({ "text, page", "text, surface", "text, raised", "soft, page", "soft, surface", "soft, raised",
			"soft, quiet-back", "good, good-back", "warn, warn-back", "bad, bad-back", "bad, surface", "bad, raised",
			"accent, page", "accent, surface", "accent, raised", "accent-text, accent" })
	void textHasSufficientContrast(String text, String background) throws IOException {
		assertContrast(text, background, TEXT);
	}

	@ParameterizedTest(name = "{0} on {1}")
	@CsvSource({ "strong-line, page", "strong-line, surface", "focus, page", "focus, surface", "sent, surface",
			"failed, surface", "rejected, surface", "pending, surface" })
	void graphicHasSufficientContrast(String graphic, String background) throws IOException {
		assertContrast(graphic, background, GRAPHICS);
	}

	private static void assertContrast(String front, String back, double atLeast) throws IOException {
		String[] schemes = new ClassPathResource("static/console.css").getContentAsString(StandardCharsets.UTF_8)
			.split("@media \\(prefers-color-scheme: dark\\)");
		assertThat(schemes).hasSize(2);
		Map<String, Color> colors = colors(schemes[0]);
		assertThat(contrast(colors, front, back)).as("light").isGreaterThanOrEqualTo(atLeast);
		colors.putAll(colors(schemes[1]));
		assertThat(contrast(colors, front, back)).as("dark").isGreaterThanOrEqualTo(atLeast);
	}

	private static Map<String, Color> colors(String css) {
		Map<String, Color> colors = new HashMap<>();
		Matcher variables = Pattern.compile("--([\\w-]+): (#[0-9a-f]{6});").matcher(css);
		while (variables.find()) {
			colors.put(variables.group(1), Color.decode(variables.group(2)));
		}
		return colors;
	}

	private static double contrast(Map<String, Color> colors, String front, String back) {
		assertThat(colors).containsKeys(front, back);
		double one = luminance(Objects.requireNonNull(colors.get(front)));
		double other = luminance(Objects.requireNonNull(colors.get(back)));
		return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
	}

	private static double luminance(Color color) {
		float[] parts = color.getRGBColorComponents(null);
		return 0.2126 * linear(parts[0]) + 0.7152 * linear(parts[1]) + 0.0722 * linear(parts[2]);
	}

	private static double linear(double part) {
		return (part <= 0.04045) ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
	}

}
