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

import java.util.concurrent.ThreadPoolExecutor;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import wiremock.org.eclipse.jetty.server.Server;
import wiremock.org.eclipse.jetty.util.thread.QueuedThreadPool;
import wiremock.org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import wiremock.org.eclipse.jetty.util.thread.ThreadPool;

/**
 * WireMock's HTTP server on daemon threads, so that a command-line application ends when
 * its work is done although its sandbox still runs.
 */
final class DaemonHttpServer extends Jetty11HttpServer {

	DaemonHttpServer(Options options, AdminRequestHandler adminRequestHandler, StubRequestHandler stubRequestHandler) {
		super(options, adminRequestHandler, stubRequestHandler);
		((ThreadPoolExecutor) this.scheduledExecutorService).setThreadFactory(DaemonHttpServer::delayedResponseThread);
	}

	@Override
	protected Server createServer(Options options) {
		Server server = super.createServer(options);
		server.addBean(new ScheduledExecutorScheduler("sendmux-sandbox-scheduler", true));
		return server;
	}

	private static Thread delayedResponseThread(Runnable task) {
		Thread thread = new Thread(task, "sendmux-sandbox-delay");
		thread.setDaemon(true);
		return thread;
	}

	static ThreadPool threadPool(Options options) {
		QueuedThreadPool threadPool = new QueuedThreadPool(options.containerThreads());
		threadPool.setName("sendmux-sandbox");
		threadPool.setDaemon(true);
		return threadPool;
	}

}
