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

package ai.sendmux.spring.boot.autoconfigure;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is logged instead of writing it, until it is closed.
 */
public final class LogCapture implements AutoCloseable {

	private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();

	private final Logger root = this.loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final Map<Logger, @Nullable Level> levels = new LinkedHashMap<>();

	private final List<Appender<ILoggingEvent>> appenders = new ArrayList<>();

	private final ListAppender<ILoggingEvent> captured = new ListAppender<>();

	private LogCapture() {
		for (Iterator<Appender<ILoggingEvent>> each = this.root.iteratorForAppenders(); each.hasNext();) {
			this.appenders.add(each.next());
		}
		this.appenders.forEach(this.root::detachAppender);
		this.captured.start();
		this.root.addAppender(this.captured);
	}

	/**
	 * Every logger at its most verbose.
	 */
	public static LogCapture ofEverything() {
		LogCapture capture = new LogCapture();
		List<Logger> configured = capture.loggers.getLoggerList()
			.stream()
			.filter((logger) -> logger.getLevel() != null)
			.toList();
		configured.forEach((logger) -> capture.setLevel(logger, Level.TRACE));
		return capture;
	}

	/**
	 * One logger at this level, the others as they are.
	 */
	public static LogCapture of(String logger, Level level) {
		LogCapture capture = new LogCapture();
		capture.setLevel(capture.loggers.getLogger(logger), level);
		return capture;
	}

	private void setLevel(Logger logger, Level level) {
		this.levels.put(logger, logger.getLevel());
		logger.setLevel(level);
	}

	/**
	 * Level, message and stack trace of each event so far.
	 */
	public List<String> lines() {
		return lines("");
	}

	public List<String> lines(String logger) {
		return events().stream()
			.filter((event) -> event.getLoggerName().startsWith(logger))
			.map((event) -> event.getLevel() + " " + event.getFormattedMessage()
					+ ThrowableProxyUtil.asString(event.getThrowableProxy()))
			.toList();
	}

	private List<ILoggingEvent> events() {
		synchronized (this.captured) {
			return List.copyOf(this.captured.list);
		}
	}

	@Override
	public void close() {
		this.root.detachAppender(this.captured);
		this.appenders.forEach(this.root::addAppender);
		this.levels.forEach(Logger::setLevel);
	}

}
