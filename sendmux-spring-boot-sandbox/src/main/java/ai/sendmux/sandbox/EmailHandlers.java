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

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Handles the operations on the delivery log.
 */
final class EmailHandlers {

	private static final Map<String, Duration> WINDOWS = Map.of("24h", Duration.ofHours(24), "7d", Duration.ofDays(7),
			"30d", Duration.ofDays(30));

	/**
	 * Longest time series, which keeps a response below two megabytes.
	 */
	private static final int MAX_INTERVALS = 10_000;

	SandboxResponse logs(SandboxCall call) {
		Map<String, String> parameters = call.request().query();
		EmailQuery query = EmailQuery.of(parameters);
		int limit = ListQuery.limit(parameters.get("limit"), EmailQuery.DEFAULT_LIMIT);
		EmailQuery.Cursor cursor = EmailQuery.Cursor.parse(parameters.get("cursor"));
		List<EmailLedger.Email> emails = call.team()
			.emails()
			.newestFirst(query::accepts)
			.filter(cursor::isBefore)
			.filter((email) -> contains(call, email, query.search()))
			.limit(limit + 1L)
			.toList();
		ArrayNode data = JsonNodeFactory.instance.arrayNode();
		emails.stream().limit(limit).forEach((email) -> data.add(json(call, email)));
		boolean more = emails.size() > limit;
		ObjectNode pagination = JsonNodeFactory.instance.objectNode().put("has_more", more);
		if (more) {
			EmailLedger.Email last = emails.get(limit - 1);
			pagination.put("next_cursor", new EmailQuery.Cursor(last.createdAt(), last.sequence()).toString());
		}
		return SandboxResponse.page(call.requestId(), data, pagination);
	}

	SandboxResponse log(SandboxCall call) {
		EmailLedger.Email email = call.team().emails().find(call.route().id());
		if (email == null) {
			throw new ApiProblem(ErrorCode.NOT_FOUND, "Delivery log not found.");
		}
		ObjectNode json = json(call, email);
		if (email.run().outcome() == SandboxEmailOutcome.PENDING) {
			json.putNull("recipients");
		}
		else {
			boolean accepted = email.run().outcome() == SandboxEmailOutcome.SENT;
			json.putArray("recipients")
				.addObject()
				.put("email", recipient(email))
				.put("type", "to")
				.put("status", accepted ? "accepted" : "rejected")
				.put("reason", accepted ? null : reason(email));
		}
		return Conditions.respond(call, json);
	}

	private static boolean contains(SandboxCall call, EmailLedger.Email email, @Nullable String search) {
		return search == null || Stream.of(recipient(email), sender(call, email), subject(email), messageId(email))
			.anyMatch((text) -> text.toLowerCase(Locale.ROOT).contains(search));
	}

	private static ObjectNode json(SandboxCall call, EmailLedger.Email email) {
		SandboxEmailOutcome outcome = email.run().outcome();
		boolean pending = outcome == SandboxEmailOutcome.PENDING;
		boolean sent = outcome == SandboxEmailOutcome.SENT;
		return JsonNodeFactory.instance.objectNode()
			.put("id", email.id())
			.put("provider_id", email.run().accountId())
			.put("provider_name",
					call.accounts()
						.find(email.run().accountId())
						.map((account) -> account.settings().name())
						.orElse(null))
			.put("message_id", messageId(email))
			.put("from_email", sender(call, email))
			.putNull("sent_from_email")
			.put("to_email", recipient(email))
			.put("subject", subject(email))
			.put("status", outcome.value())
			.put("status_reason", reason(email))
			.put("attempts", pending ? 0 : 1)
			.put("sent_at", sent ? email.run().endedAt().toString() : null)
			.put("size_bytes", 2048)
			.put("created_at", email.createdAt().toString())
			.put("recipient_count", pending ? null : Integer.valueOf(1))
			.put("accepted_recipient_count", pending ? null : Integer.valueOf(sent ? 1 : 0))
			.put("rejected_recipient_count", pending ? null : Integer.valueOf(sent ? 0 : 1))
			.putNull("delivery_group");
	}

	private static String messageId(EmailLedger.Email email) {
		return "<" + email.id() + "@sandbox.example>";
	}

	private static String sender(SandboxCall call, EmailLedger.Email email) {
		return call.accounts()
			.find(email.run().accountId())
			.map((account) -> account.settings().values().path("from_email").asString(""))
			.filter((address) -> !address.isEmpty())
			.orElse("sender@example.com");
	}

	private static String recipient(EmailLedger.Email email) {
		return "recipient-" + email.sequence() + "@example.com";
	}

	private static String subject(EmailLedger.Email email) {
		return "Message " + email.sequence();
	}

	private static @Nullable String reason(EmailLedger.Email email) {
		return switch (email.run().outcome()) {
			case FAILED -> "451 4.4.1 The mail server did not respond";
			case REJECTED -> "550 5.1.1 The mailbox does not exist";
			default -> null;
		};
	}

	SandboxResponse metrics(SandboxCall call) {
		Map<String, String> parameters = call.request().query();
		String window = ListQuery.choice("window", parameters.get("window"),
				WINDOWS.keySet().stream().sorted().toList());
		String granularity = ListQuery.choice("granularity", parameters.get("granularity"), List.of("hourly", "daily"));
		EmailQuery query = EmailQuery.of(parameters);
		Instant to = (query.to() != null) ? query.to() : call.now().plusMillis(1);
		Instant from = (query.from() != null) ? query.from()
				: to.minus(WINDOWS.getOrDefault((window != null) ? window : "24h", Duration.ZERO));
		ChronoUnit unit = "hourly".equals(granularity) ? ChronoUnit.HOURS : ChronoUnit.DAYS;
		if (from.isAfter(to) || unit.between(from, to) > MAX_INTERVALS) {
			throw ListQuery.invalid("from_date", "custom", "Invalid period");
		}
		ObjectNode summary = counts(call, query.within(from, to));
		ObjectNode before = counts(call, query.within(from.minus(Duration.between(from, to)), from));
		ObjectNode metrics = JsonNodeFactory.instance.objectNode();
		metrics.set("summary", summary);
		metrics.set("comparison", before.deepCopy().set("change_pct", change(before, summary)));
		ArrayNode series = metrics.putArray("timeseries");
		for (Instant start = from.truncatedTo(unit); start.isBefore(to); start = start.plus(1, unit)) {
			Instant end = start.plus(1, unit);
			ObjectNode interval = counts(call,
					query.within(start.isBefore(from) ? from : start, end.isAfter(to) ? to : end));
			series.add(JsonNodeFactory.instance.objectNode().put("timestamp", start.toString()).setAll(interval));
		}
		return SandboxResponse.ok(call.requestId(), metrics);
	}

	private static ObjectNode counts(SandboxCall call, EmailQuery query) {
		EmailLedger emails = call.team().emails();
		ObjectNode counts = JsonNodeFactory.instance.objectNode().put("total", emails.count(query::accepts));
		for (SandboxEmailOutcome outcome : SandboxEmailOutcome.values()) {
			counts.put(outcome.value(), emails.count((run) -> run.outcome() == outcome && query.accepts(run)));
		}
		return counts;
	}

	private static ObjectNode change(ObjectNode before, ObjectNode after) {
		ObjectNode change = JsonNodeFactory.instance.objectNode();
		before.forEachEntry((name, count) -> change.put(name, percent(count.asLong(), after.path(name).asLong())));
		return change;
	}

	private static double percent(long before, long after) {
		if (before == 0) {
			return (after == 0) ? 0 : 100;
		}
		return Math.round((after - before) * 10_000.0 / before) / 100.0;
	}

}
