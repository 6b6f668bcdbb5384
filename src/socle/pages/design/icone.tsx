import type { CodeSalle } from "../../regles/plan/plan.ts";

export type NomIcone =
  | CodeSalle
  | "menu"
  | "personne"
  | "fermer"
  | "chercher"
  | "coche"
  | "alerte"
  | "question"
  | "attente"
  | "exporter";

/** Lines of 24 by 24, drawn with the colour of the text. */
const TRACES: Readonly<Record<NomIcone, string>> = {
  accueil: "M4 11 12 4l8 7M6 10v10h12V10M10 20v-6h4v6",
  objectifs: "M12 4a8 8 0 1 0 8 8M12 8a4 4 0 1 0 4 4M12 12l8-8M16 4h4v4",
  observatoire: "M4 20h16M6 20v-7M10.7 20V6M15.3 20v-9M20 20V9",
  attributions: "M14 10a4 4 0 1 1 .01-.01M12.8 12.8 4 21M7 18l3 3",
  relogement: "M3 12 9 7l6 5v8H3zM9 20v-4M15 9l3-3 3 3v11h-3M12 4h5",
  instances: "M9 11a3 3 0 1 0-.01 0M3 20c0-4 3-6 6-6s6 2 6 6M16 11a2.5 2.5 0 1 0-1-4.8M17 14c2.5.4 4 2.6 4 6",
  donnees:
    "M5 6c0-1.7 3-3 7-3s7 1.3 7 3-3 3-7 3-7-1.3-7-3zM5 6v12c0 1.7 3 3 7 3s7-1.3 7-3V6M5 12c0 1.7 3 3 7 3s7-1.3 7-3",
  menu: "M4 7h16M4 12h16M4 17h16",
  personne: "M12 12a4 4 0 1 0-.01 0M4 21c0-5 4-7 8-7s8 2 8 7",
  fermer: "M6 6l12 12M18 6 6 18",
  chercher: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14M16 16l5 5",
  coche: "M4.5 12.5 10 18 20 6.5",
  alerte: "M12 4 2.5 20h19L12 4Zm0 6v4.5M12 17.5h.01",
  question: "M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1.1-1.5 2.3M12 18h.01",
  attente: "M12 3.5a8.5 8.5 0 1 0 .01 0M12 7.5V12l3 2",
  exporter: "M12 3v12m0 0 4.5-4.5M12 15l-4.5-4.5M4 17v3.5h16V17",
};

/** Beside a word, never instead of it: readers of screens do not hear it. */
export function Icone({ nom }: { readonly nom: NomIcone }) {
  return (
    <svg class="icone" width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
      <path d={TRACES[nom]} />
    </svg>
  );
}
