// A request without a response changes nothing on the page: this reports that it failed.
document.addEventListener("htmx:sendError", () => {
	const notice = document.createElement("p");
	notice.className = "notice error unreachable";
	notice.textContent = "The application is not reachable. Check that it is running, then try again.";
	document.getElementById("messages")?.replaceChildren(notice);
});

// Results outlive their rows, for example when the filter changes while an action is running.
let kept = [];

document.addEventListener("htmx:beforeSwap", (event) => {
	document.querySelector(".unreachable")?.remove();
	if (event.detail.target.id === "accounts") {
		kept = [...document.querySelectorAll("#accounts .results, #results .results")]
			.filter((results) => results.childElementCount > 0 || results.closest("tr")?.querySelector(".htmx-request"));
		document.getElementById("results").append(...kept);
	}
});

document.addEventListener("htmx:afterSwap", () => {
	for (const template of document.querySelectorAll(".result template[data-replaces]")) {
		const place = document.getElementById(template.dataset.replaces);
		const focused = place?.contains(document.activeElement);
		place?.replaceChildren(template.content);
		template.remove();
		if (place) {
			htmx.process(place);
			if (focused) {
				place.querySelector("button")?.focus();
			}
		}
	}
	for (const results of kept) {
		document.querySelector(`#accounts [id="${results.id}"]`)?.replaceWith(results);
	}
	kept = [];
	for (const result of document.querySelectorAll(".result[data-gone]")) {
		document.getElementById("results").append(result);
		document.getElementById(`account-${result.dataset.account}`)?.remove();
	}
});

document.addEventListener("click", (event) => {
	event.target.closest(".dismiss")?.closest(".result").remove();
	const copied = event.target.closest("[data-copies]")?.dataset.copies;
	if (copied) {
		navigator.clipboard.writeText(document.getElementById(copied).textContent)
			.then(() => event.target.textContent = "Copied");
	}
});

document.addEventListener("change", (event) => {
	const name = event.target.dataset?.marks;
	if (name) {
		document.getElementsByName(name).forEach((box) => box.checked = event.target.checked);
	}
});

// The figures of an import are those of the last event: this reports that no more come.
document.addEventListener("htmx:sseError", () => document.getElementById("connection")?.removeAttribute("hidden"));
document.addEventListener("htmx:sseOpen", () => document.getElementById("connection")?.setAttribute("hidden", ""));

// Says how long an exhausted limit still lasts.
setInterval(() => {
	for (const countdown of document.querySelectorAll("[data-until]")) {
		const seconds = Math.ceil((new Date(countdown.dataset.until) - Date.now()) / 1000);
		countdown.textContent = (seconds > 0) ? ` (in ${seconds} s)` : " (now)";
	}
}, 1000);
