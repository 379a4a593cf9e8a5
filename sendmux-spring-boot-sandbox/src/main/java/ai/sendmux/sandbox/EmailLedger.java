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

package ai.sendmux.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The emails that tests have added to the accounts of one team, in runs of equal ones.
 */
final class EmailLedger {

	private static final Comparator<Email> NEWEST_FIRST = Comparator.comparing(Email::createdAt)
		.thenComparing(Email::sequence)
		.reversed();

	private final List<Run> runs = new ArrayList<>();

	private long nextSequence = 1;

	/**
	 * Add emails and return their ids.
	 */
	List<String> add(String accountId, SandboxEmailOutcome outcome, int count, String id, Instant now) {
		Run run = new Run(accountId, outcome, this.nextSequence, count, id, this.nextSequence, now, now);
		this.nextSequence += count;
		this.runs.add(run);
		return run.emails().map(Email::id).toList();
	}

	/**
	 * Change the outcome of an email, and return whether there is such an email.
	 */
	boolean change(String id, SandboxEmailOutcome outcome, Instant now) {
		for (int i = 0; i < this.runs.size(); i++) {
			Run run = this.runs.get(i);
			Email email = run.find(id);
			if (email != null) {
				this.runs.set(i, run.part(email.sequence(), 1, outcome, now));
				this.runs.add(i, run.part(run.first(), email.sequence() - run.first(), run.outcome(), run.endedAt()));
				this.runs.add(i + 2, run.part(email.sequence() + 1, run.first() + run.count() - email.sequence() - 1,
						run.outcome(), run.endedAt()));
				this.runs.removeIf((part) -> part.count() == 0);
				return true;
			}
		}
		return false;
	}

	@Nullable Email find(String id) {
		return this.runs.stream().flatMap((run) -> Stream.ofNullable(run.find(id))).findFirst().orElse(null);
	}

	/**
	 * Return the emails of the matching runs, newest first.
	 */
	Stream<Email> newestFirst(Predicate<Run> condition) {
		return this.runs.stream()
			.filter(condition)
			.sorted(Comparator.comparing(Run::last, NEWEST_FIRST))
			.flatMap((run) -> LongStream.range(0, run.count())
				.mapToObj((i) -> run.email(run.first() + run.count() - 1 - i)));
	}

	long count(Predicate<Run> condition) {
		return this.runs.stream().filter(condition).mapToLong(Run::count).sum();
	}

	/**
	 * Equal emails with consecutive sequence numbers.
	 *
	 * @param accountId the id of the account
	 * @param outcome the outcome
	 * @param first the sequence number of the first email
	 * @param count the number of emails
	 * @param baseId what the ids of the emails are made of
	 * @param baseSequence the sequence number that belongs to it
	 * @param createdAt the time of creation
	 * @param endedAt the time of the outcome
	 */
	record Run(String accountId, SandboxEmailOutcome outcome, long first, long count, String baseId, long baseSequence,
			Instant createdAt, Instant endedAt) {

		private static final int SUFFIX_LENGTH = 6;

		private static final Pattern SUFFIX = Pattern.compile("[0-9a-z]{" + SUFFIX_LENGTH + "}");

		Run part(long first, long count, SandboxEmailOutcome outcome, Instant endedAt) {
			return new Run(this.accountId, outcome, first, count, this.baseId, this.baseSequence, this.createdAt,
					endedAt);
		}

		Stream<Email> emails() {
			return LongStream.range(this.first, this.first + this.count).mapToObj(this::email);
		}

		Email email(long sequence) {
			String suffix = Long.toString(sequence - this.baseSequence, Character.MAX_RADIX);
			return new Email(this, sequence, prefix() + "0".repeat(SUFFIX_LENGTH - suffix.length()) + suffix);
		}

		Email last() {
			return email(this.first + this.count - 1);
		}

		@Nullable Email find(String id) {
			if (!id.startsWith(prefix()) || !SUFFIX.matcher(id.substring(prefix().length())).matches()) {
				return null;
			}
			long sequence = this.baseSequence + Long.parseLong(id.substring(prefix().length()), Character.MAX_RADIX);
			return (sequence >= this.first && sequence < this.first + this.count) ? email(sequence) : null;
		}

		private String prefix() {
			return this.baseId.substring(0, this.baseId.length() - SUFFIX_LENGTH);
		}

	}

	/**
	 * An email.
	 *
	 * @param run the run that it belongs to
	 * @param sequence its position in the order in which emails were added
	 * @param id the public id of its entry in the delivery log
	 */
	record Email(Run run, long sequence, String id) {

		Instant createdAt() {
			return this.run.createdAt();
		}

	}

}
