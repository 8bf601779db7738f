import { readerZone, world } from './world.js';

// Dates in the zone of the person who looks.

function parts(at, options) {
  return new Intl.DateTimeFormat('en-GB', { timeZone: readerZone(), ...options }).format(at);
}

const day = (at) => parts(at, { year: 'numeric', month: '2-digit', day: '2-digit' });

function pretty(at, otherwise) {
  const days = { [day(world.state.now)]: 'today', [day(world.state.now - 86_400_000)]: 'yesterday' };
  days[day(world.state.now + 86_400_000)] = 'tomorrow';
  return days[day(at)] ?? otherwise;
}

const FORMATS = {
  date_num: (at) =>
    parts(at, { year: 'numeric', month: '2-digit', day: '2-digit' }).split('/').reverse().join('-'),
  date: (at) => parts(at, { day: 'numeric', month: 'long', year: 'numeric' }),
  date_short: (at) => parts(at, { day: 'numeric', month: 'short', year: 'numeric' }),
  date_long: (at) => parts(at, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  date_pretty: (at) => pretty(at, FORMATS.date(at)),
  date_short_pretty: (at) => pretty(at, FORMATS.date_short(at)),
  date_long_pretty: (at) => pretty(at, FORMATS.date_long(at)),
  time: (at) => parts(at, { hour: '2-digit', minute: '2-digit' }),
  time_secs: (at) => parts(at, { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  ago: (at) => ago(at),
};

/** Slack's date tokens: `{date_short_pretty} at {time}`. An unknown token stays as it is. */
export function formatDate(at, format) {
  return format.replace(/\{(\w+)\}/g, (whole, name) => FORMATS[name]?.(at) ?? whole);
}

export function clockTime(ts) {
  return FORMATS.time(Number(ts) * 1000);
}

export function dayName(ts) {
  const at = Number(ts) * 1000;
  const name = pretty(at, FORMATS.date_long(at));
  return name[0].toUpperCase() + name.slice(1);
}

export function fullTime(ts) {
  const at = Number(ts) * 1000;
  return `${FORMATS.date_long(at)}, ${FORMATS.time_secs(at)} (${readerZone()})`;
}

function ago(at) {
  const minutes = Math.round((at - world.state.now) / 60_000);
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  if (Math.abs(minutes) < 90) return format.format(minutes, 'minute');
  return format.format(Math.round(minutes / 60), 'hour');
}
