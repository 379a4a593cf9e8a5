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

package ai.sendmux.emails;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import org.springframework.web.util.UriUtils;

/**
 * How far the delivery log has been followed, to go on from there. A position that was
 * reached belongs to the query and the method that it was reached with.
 * <p>
 * {@link #toString()} and {@link #parse(String)} convert it to a text and back; in JSON
 * it is that text.
 *
 * @param time the time before which all entries were emitted, but for those that are
 * still open; it lags two minutes behind the last entry, because entries may appear late
 * @param ids the ids of the entries since that time that were emitted, at most 10,000
 * @param openIds the ids of the entries before that time that have no final status yet,
 * at most 10,000
 * @since 0.1.0
 */
public record EmailLogPosition(Instant time, Set<String> ids, Set<String> openIds) implements Serializable {

	static final int MAX_IDS = 10_000;

	private static final String PART = "/";

	private static final String SEPARATOR = ",";

	public EmailLogPosition {
		Assert.notNull(time, "'time' must not be null");
		Assert.isTrue(EmailPeriod.hasText(time), "'time' must be in the years 1 to 9999");
		ids = checkIds("ids", ids);
		openIds = checkIds("openIds", openIds);
	}

	private static Set<String> checkIds(String name, Set<String> ids) {
		Assert.notNull(ids, () -> "'" + name + "' must not be null");
		Assert.noNullElements(ids, () -> "'" + name + "' must not contain null");
		Assert.isTrue(ids.size() <= MAX_IDS, () -> "'" + name + "' must not have more than " + MAX_IDS + " elements");
		Set<String> copy = Set.copyOf(ids);
		Assert.isTrue(!copy.contains(""), () -> "'" + name + "' must not contain an empty id");
		return copy;
	}

	/**
	 * Return a position to start from.
	 * @param time the time since which entries are of interest
	 * @return the position
	 */
	public static EmailLogPosition at(Instant time) {
		Assert.notNull(time, "'time' must not be null");
		return new EmailLogPosition(time, Set.of(), Set.of());
	}

	/**
	 * Read a position.
	 * @param text the text that {@link #toString()} returned
	 * @return the position
	 * @throws IllegalArgumentException if the text is not that of a position
	 */
	@JsonCreator
	public static EmailLogPosition parse(String text) {
		Assert.notNull(text, "'text' must not be null");
		String[] parts = StringUtils.delimitedListToStringArray(text, PART);
		Assert.isTrue(parts.length == 3, "'text' is not the text of a position");
		try {
			return new EmailLogPosition(Instant.parse(parts[0]), parseIds(parts[1]), parseIds(parts[2]));
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("'text' is not the text of a position", ex);
		}
	}

	private static Set<String> parseIds(String text) {
		if (text.isEmpty()) {
			return Set.of();
		}
		return Arrays.stream(StringUtils.delimitedListToStringArray(text, SEPARATOR))
			.map((id) -> UriUtils.decode(id, StandardCharsets.UTF_8))
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Return the text of this position, which {@link #parse(String)} reads.
	 * @return the text, with up to 31 characters for each id
	 */
	@Override
	@JsonValue
	public String toString() {
		return this.time + PART + format(this.ids) + PART + format(this.openIds);
	}

	private static String format(Set<String> ids) {
		return ids.stream()
			.sorted()
			.map((id) -> UriUtils.encode(id, StandardCharsets.UTF_8))
			.collect(Collectors.joining(SEPARATOR));
	}

}
