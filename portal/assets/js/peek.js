// Asks the portal for a part of a later step; the same templates draw it with and without scripts.
export class Refused extends Error {}

/** The part as HTML. What the portal refuses is for the page itself to say: it knows the words. */
export async function peek(form, part, { without = [], patience = 15000, ...facts } = {}) {
  const told = new FormData(form);
  for (const name of ["photos", "go", "step", ...without]) told.delete(name);
  for (const [name, value] of Object.entries({ ...facts, peek: part })) told.set(name, value);
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const answer = await fetch(form.action, { method: "POST", body: told, signal: stop.signal });
    if (answer.status >= 500) throw new Error(answer.status); // As good as no network.
    if (!answer.ok) throw new Refused(answer.status);
    return (await answer.text()).trim();
  } finally {
    clearTimeout(timer);
  }
}
