import { parse } from "parse5";
import { attributOf, type Element, isNamed, textOf, walk } from "./elements.ts";

/** A form as its page offers it, before anything is typed. */
export type Formulaire = {
  /** Path from the root, with its question if it has one. */
  readonly action: string;
  readonly champs: readonly Champ[];
};

/** One name, and what it can be sent with. */
export type Champ = {
  readonly nom: string;
  /** « hidden », « text », « date », « number », « radio », « checkbox », « select », « textarea », « button »… */
  readonly genre: string;
  /** Sent if nobody touches it; several of a list of boxes. */
  readonly montrees: readonly string[];
  /** Of a list or of boxes: all that can be chosen. */
  readonly choix: readonly string[];
  readonly min: string | null;
  /** Keyboard asked for: « numeric », « decimal »… */
  readonly clavier: string | null;
};

/** Forms of the page that are sent by POST, files excepted: nobody types a file. */
export function readFormulaires(html: string, chemin: string): readonly Formulaire[] {
  return [...walk(parse(html).childNodes)]
    .filter(isNamed("main"))
    .flatMap((main) => [...walk(main.childNodes)])
    .filter((un) => un.tagName === "form" && attributOf(un, "method")?.toLowerCase() === "post")
    .filter((un) => attributOf(un, "enctype") === undefined)
    .map((un) => {
      const { pathname, search } = new URL(attributOf(un, "action") ?? chemin, `http://localhost${chemin}`);
      return { action: pathname + search, champs: mergeSameName([...walk(un.childNodes)].flatMap(champOf)) };
    });
}

function champOf(un: Element): readonly Champ[] {
  const nom = attributOf(un, "name");
  if (nom === undefined || attributOf(un, "disabled") !== undefined) return [];
  const commun = { nom, min: attributOf(un, "min") ?? null, clavier: attributOf(un, "inputmode") ?? null };
  switch (un.tagName) {
    case "select":
      return [{ ...commun, genre: "select", ...optionsOf(un) }];
    case "textarea":
      return [{ ...commun, genre: "textarea", montrees: [textOf(un).trim()], choix: [] }];
    case "button":
      return [{ ...commun, genre: "button", montrees: [attributOf(un, "value") ?? ""], choix: [] }];
    case "input":
      return [{ ...commun, ...saisieOf(un) }];
    default:
      return [];
  }
}

function saisieOf(un: Element): Pick<Champ, "genre" | "montrees" | "choix"> {
  const genre = attributOf(un, "type") ?? "text";
  const value = attributOf(un, "value") ?? "";
  if (!/^(radio|checkbox)$/.test(genre)) return { genre, montrees: [value], choix: [] };
  const cochee = value || "on";
  return { genre, montrees: attributOf(un, "checked") === undefined ? [] : [cochee], choix: [cochee] };
}

function optionsOf(un: Element): Pick<Champ, "montrees" | "choix"> {
  const options = [...walk(un.childNodes)].filter(isNamed("option"));
  const valeurs = options.map((option) => attributOf(option, "value") ?? textOf(option).trim());
  const choisie = options.findIndex((option) => attributOf(option, "selected") !== undefined);
  return { montrees: valeurs.slice(Math.max(0, choisie), Math.max(0, choisie) + 1), choix: valeurs };
}

/** Boxes of one name are one field; of several buttons the first sends the form. */
function mergeSameName(champs: readonly Champ[]): readonly Champ[] {
  const merged = new Map<string, Champ>();
  for (const champ of champs) {
    const known = merged.get(champ.nom);
    if (!known) merged.set(champ.nom, champ);
    else if (champ.genre !== "button")
      merged.set(champ.nom, {
        ...known,
        montrees: [...known.montrees, ...champ.montrees],
        choix: [...known.choix, ...champ.choix],
      });
  }
  return [...merged.values()];
}

/** What is sent by whoever presses the button at once. */
export function asShown({ champs }: Formulaire): URLSearchParams {
  return new URLSearchParams(
    champs.flatMap(({ nom, montrees }) => montrees.map((valeur): [string, string] => [nom, valeur])),
  );
}

/** What is sent by whoever fills every field, each with something of its own; `jour` is that of the run. */
export function asFilled({ champs }: Formulaire, jour: string): URLSearchParams {
  return new URLSearchParams(
    champs.flatMap((champ, rang) => answerOf(champ, rang, jour).map((valeur): [string, string] => [champ.nom, valeur])),
  );
}

function answerOf(champ: Champ, rang: number, jour: string): readonly string[] {
  const { nom, genre, montrees, choix, min } = champ;
  switch (genre) {
    case "hidden":
    case "button":
      return montrees;
    case "checkbox":
      return choix;
    case "radio":
    case "select":
      return [...choix.filter((un) => un !== "" && !montrees.includes(un)), ...montrees].slice(0, 1);
    case "number":
      return [String(Math.max(Number(min ?? 0), 1) + rang)];
    case "text":
    case "textarea":
      return [montrees[0] || textFor(champ, rang, jour)];
    default:
      return [(DATES[genre] ?? AUTRES[genre] ?? (() => `Essai ${nom} ${rang}`))(jour, rang)];
  }
}

const DATES: Readonly<Record<string, (jour: string) => string>> = {
  date: (jour) => jour,
  month: (jour) => jour.slice(0, 7),
  time: () => "10:30",
  "datetime-local": (jour) => `${jour}T10:30`,
};
const AUTRES: Readonly<Record<string, (jour: string, rang: number) => string>> = {
  email: (_, rang) => `champ-${rang}@exemple.invalid`,
  tel: (_, rang) => `03250000${String(rang).padStart(2, "0")}`,
  url: (_, rang) => `https://exemple.invalid/${rang}`,
};

/** Small, so that it may be people, rooms or points; a year is a year. */
function textFor({ nom, clavier }: Champ, rang: number, jour: string): string {
  if (/^annee/.test(nom)) return jour.slice(0, 4);
  if (nom === "code") return `ESSAI-${rang}`;
  const petit = 2 + (rang % 7);
  if (clavier === "numeric") return String(petit);
  return clavier === "decimal" ? `${petit},5` : `Essai ${nom} ${rang}`;
}
