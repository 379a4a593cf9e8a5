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

package ai.sendmux.providers.list;

import java.util.List;
import java.util.stream.IntStream;

import ai.sendmux.providers.TestResponses;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.jspecify.annotations.Nullable;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

/**
 * Serves a list in pages. The account at position <em>n</em> has the id {@code dprov_n}.
 */
public final class ListPages {

	private final WireMockExtension server;

	public ListPages(WireMockExtension server) {
		this.server = server;
	}

	/**
	 * The cursor of a page, other than of the first, is the position of its first item.
	 */
	public void serve(int accounts, int pageSize) {
		for (int start = 0; start < accounts; start += pageSize) {
			int end = Math.min(start + pageSize, accounts);
			serve((start > 0) ? "c" + start : null,
					TestResponses.page(ids(start, end), end < accounts, (end < accounts) ? "c" + end : null));
		}
	}

	public void serve(@Nullable String cursor, String body) {
		this.server.stubFor(get(urlPathEqualTo("/api/v1/providers"))
			.withQueryParam("cursor", (cursor != null) ? equalTo(cursor) : absent())
			.willReturn(okJson(body)));
	}

	public static List<String> ids(int start, int end) {
		return IntStream.range(start, end).mapToObj((position) -> "dprov_" + position).toList();
	}

	public void assertRequests(int expected) {
		this.server.verify(expected, anyRequestedFor(anyUrl()));
	}

	public List<String> urls() {
		return this.server.findAll(anyRequestedFor(anyUrl())).stream().map((request) -> request.getUrl()).toList();
	}

}
