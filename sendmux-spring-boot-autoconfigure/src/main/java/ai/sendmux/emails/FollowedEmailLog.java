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

import java.util.function.Supplier;

import org.springframework.util.Assert;

/**
 * Entry of the delivery log that was emitted while following it, and the position that
 * was reached with it.
 *
 * @since 0.1.0
 */
public final class FollowedEmailLog {

	private final EmailLog log;

	private final Supplier<EmailLogPosition> position;

	FollowedEmailLog(EmailLog log, Supplier<EmailLogPosition> position) {
		this.log = log;
		this.position = position;
	}

	/**
	 * Return an entry with its position, for mocked operations.
	 * @param log the entry
	 * @param position the position that was reached with it
	 * @return the entry with its position
	 */
	public static FollowedEmailLog of(EmailLog log, EmailLogPosition position) {
		Assert.notNull(log, "'log' must not be null");
		Assert.notNull(position, "'position' must not be null");
		return new FollowedEmailLog(log, () -> position);
	}

	/**
	 * Return the entry.
	 * @return the entry
	 */
	public EmailLog log() {
		return this.log;
	}

	/**
	 * Return the position to resume from when this entry and all that were emitted before
	 * it have been processed. It is computed on each call, in a time that grows with the
	 * number of ids in it.
	 * @return the position
	 */
	public EmailLogPosition position() {
		return this.position.get();
	}

	@Override
	public String toString() {
		return "FollowedEmailLog[log=" + this.log + "]";
	}

}
