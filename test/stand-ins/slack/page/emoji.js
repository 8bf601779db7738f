const EMOJI = {
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  warning: '⚠️',
  x: '❌',
  rotating_light: '🚨',
  information_source: 'ℹ️',
  hourglass_flowing_sand: '⏳',
  no_entry: '⛔',
  no_entry_sign: '🚫',
  lock: '🔒',
  mute: '🔇',
  bell: '🔔',
  zzz: '💤',
  package: '📦',
  floppy_disk: '💾',
  link: '🔗',
  mag: '🔍',
  calendar: '📅',
  clock3: '🕒',
  arrows_counterclockwise: '🔄',
  leftwards_arrow_with_hook: '↩️',
  tada: '🎉',
  red_circle: '🔴',
  large_yellow_circle: '🟡',
  large_orange_circle: '🟠',
  large_green_circle: '🟢',
  large_blue_circle: '🔵',
  white_circle: '⚪',
  thumbsup: '👍',
  eyes: '👀',
};

/** `:warning:` as its picture; a name that is not known stays as it is. */
export function emojiIn(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => EMOJI[name] ?? whole);
}
