import type { Happening } from './events.js';

export const DOWNLOADS =
  'pdf,zip,rar,7z,gz,doc,docx,xls,xlsx,ppt,pptx,odt,ods,odp,csv,txt,epub,mp3,mp4,avi,mov,exe,dmg,apk,jar';

/** Gives what following a link means: a download, a way out, or (null) just another page. */
export function followed(
  href: string,
  text: string,
  download: boolean,
  pageUrl: string,
  endings: string[],
): Happening | null {
  let link: URL;
  try {
    link = new URL(href, pageUrl);
  } catch {
    return null;
  }
  if (!/^https?:$/.test(link.protocol)) {
    return null;
  }
  const url = link.href;
  const properties = text ? { url, text } : { url };
  const ending = /\.(\w+)$/.exec(link.pathname)?.[1]?.toLowerCase();
  if (download || (ending && endings.includes(ending))) {
    // the file is the page that the event is about, so that rules find it by its path
    return { type: 'file.downloaded', facts: { page: { url, referrer: pageUrl }, properties } };
  }
  return link.host === new URL(pageUrl).host ? null : { type: 'link.clicked', facts: { properties } };
}

/** Gives the phrase in an address's query, or null; blanks around it do not count. */
export function phraseIn(url: string, parameter: string): string | null {
  return new URL(url).searchParams.get(parameter)?.trim() || null;
}
