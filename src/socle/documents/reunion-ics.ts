import ical, { ICalAttendeeRole, ICalCalendarMethod, type ICalDateTimeValue, ICalEventStatus } from "ical-generator";
import type { EvenementReunion } from "../lectures/evenement-reunion.ts";
import { finReunion } from "../regles/gouvernance/convocation.ts";
import type { EtatReunion } from "../regles/gouvernance/reunion.ts";

const FUSEAU = "Europe/Paris";

/** The rule in force since 1996 (Directive 2000/84/EC, last Sundays of March and October at 1 h UTC). */
const VTIMEZONE = [
  "BEGIN:VTIMEZONE",
  `TZID:${FUSEAU}`,
  "BEGIN:DAYLIGHT",
  "TZOFFSETFROM:+0100",
  "TZOFFSETTO:+0200",
  "TZNAME:CEST",
  "DTSTART:19960331T020000",
  "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
  "END:DAYLIGHT",
  "BEGIN:STANDARD",
  "TZOFFSETFROM:+0200",
  "TZOFFSETTO:+0100",
  "TZNAME:CET",
  "DTSTART:19961027T030000",
  "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
  "END:STANDARD",
  "END:VTIMEZONE",
].join("\r\n");

const STATUT: Readonly<Record<EtatReunion, ICalEventStatus>> = {
  preparation: ICalEventStatus.TENTATIVE,
  convoquee: ICalEventStatus.CONFIRMED,
  ouverte: ICalEventStatus.CONFIRMED,
  close: ICalEventStatus.CONFIRMED,
  annulee: ICalEventStatus.CANCELLED,
};

export type AgendaReunions = {
  /** Name of a calendar of many meetings; null: one event. */
  readonly nom: string | null;
  readonly methode: "PUBLISH" | "REQUEST" | "CANCEL";
  readonly evenements: readonly EvenementReunion[];
  /** ISO instant of the writing (DTSTAMP). */
  readonly maintenant: string;
};

/** RFC 5545: lines of 75 octets at most, ended by CRLF, in UTF-8. A title cannot inject a line. */
export function renderReunionsIcs({ nom, methode, evenements, maintenant }: AgendaReunions): string {
  const agenda = ical({
    prodId: "//Blaise//Blaise//FR",
    method: ICalCalendarMethod[methode],
    // No name: the library would write it on DTSTAMP too, which is in UTC.
    timezone: { name: null, generator: () => VTIMEZONE },
    ...(nom === null ? {} : { name: texte(nom) }),
  });
  for (const evenement of evenements) addEvenement(agenda, evenement, maintenant);
  return `${agenda.toString()}\r\n`;
}

function addEvenement(agenda: ReturnType<typeof ical>, evenement: EvenementReunion, maintenant: string): void {
  const { uid, sequence, etat, jour, heure, dureeMinutes, lieu, description, url, organisateur, invite } = evenement;
  const fin = finReunion(jour, heure, dureeMinutes);
  const event = agenda.createEvent({
    id: uid,
    sequence,
    url,
    timezone: FUSEAU,
    stamp: new Date(maintenant),
    start: murale(jour, heure),
    end: murale(fin.jour, fin.heure),
    status: STATUT[etat],
    summary: texte(evenement.titre),
    location: lieu === null ? null : texte(lieu),
    description: description.split("\n").map(texte).join("\n"),
    organizer: { name: parametre(organisateur), email: organisateur.courriel },
  });
  if (invite === null) return;
  event.createAttendee({
    name: parametre(invite),
    email: invite.courriel,
    role: ICalAttendeeRole.REQ,
    // Nobody reads the answers: the organiser's address is the server's.
    rsvp: false,
  });
}

/**
 * A time on the wall of Paris. A `Date` would be read in the server's time zone: the generator receives a date object that formats the digits as they
 * are.
 */
function murale(jour: string, heure: string): ICalDateTimeValue {
  const date = new Date(`${jour}T${heure}:00Z`);
  const self = {
    format: (form = "") => (form === "HHmmss" ? `${heure.replace(":", "")}00` : jour.replaceAll("-", "")),
    isValid: () => true,
    toDate: () => date,
    toJSON: () => date.toJSON(),
    tz: () => self,
  };
  return self;
}

/** The library escapes separators; control characters have no place in a line (RFC 5545, 3.1). */
function texte(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return value.replaceAll(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, " ").trim();
}

/** A quoted parameter cannot hold a quote (RFC 5545, 3.2). The address stands for a missing name. */
function parametre({ nom, courriel }: { readonly nom: string; readonly courriel: string }): string {
  return texte(nom).replaceAll('"', "’").replaceAll("\\", "/") || courriel;
}
