import type { Child } from "hono/jsx";
import type { Bilan, Constat, Mesures } from "#bilan/lectures/bilan.ts";
import { Table } from "#socle/pages/design/table.tsx";
import {
  formatBornes,
  formatEuros,
  formatFraction,
  formatNombre,
  formatTaux,
  INCONNU,
  LIBELLE_VERDICT,
} from "#socle/regles/shared/format.ts";
import { LIBELLE_MANQUE } from "#socle/regles/shared/manque.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";

type Effet = { readonly libelle: string; readonly avant: string; readonly apres: string };

/** « Ce qui change »: the indicators before and after. `null`: no bilan. */
export function EffetBilan({ avant, apres }: { avant: Bilan | null; apres: Bilan | null }) {
  if (!apres) return <p>Il n’y a pas encore d’attributions publiées : aucun indicateur ne change.</p>;
  const effets = [...listEffets(avant, apres), ...listEffetsCadre(avant, apres)];
  if (effets.every((effet) => effet.avant === effet.apres)) {
    return <p>Aucun indicateur du bilan ({apres.libellePeriode}) ne change.</p>;
  }
  return <TableEffets titre={`Indicateurs, ${apres.libellePeriode}`} effets={effets} />;
}

function TableEffets({ titre, effets }: { titre: string; effets: readonly Effet[] }) {
  return <Table table={defineTable({ code: "effets", titre, colonnes: COLONNES })} lignes={effets} />;
}

const COLONNES: readonly Colonne<Effet, Child>[] = [
  { code: "indicateur", titre: "Indicateur", valeur: ({ libelle }) => libelle },
  { code: "avant", titre: "Avant", valeur: ({ avant }) => avant },
  {
    code: "apres",
    titre: "Après",
    valeur: ({ apres }) => apres,
    rendu: ({ avant, apres }) => (avant === apres ? <span class="discret">inchangé</span> : <b>{apres}</b>),
  },
];

const RIEN = "pas de bilan";

function listEffets(avant: Mesures | null, apres: Mesures): readonly Effet[] {
  const row = (libelle: string, read: (mesures: Mesures) => string): Effet => ({
    libelle,
    avant: avant ? read(avant) : RIEN,
    apres: read(apres),
  });
  return [
    row("Attributions suivies d’un bail signé", (m) => formatNombre(m.total)),
    row("Hors quartier prioritaire, 1er quartile ou relogés", (m) => describeConstat(m.horsQpv)),
    row("Bornes hors quartier prioritaire", (m) => describeBornes(m.horsQpv)),
    row("En quartier prioritaire, quartiles 2 à 4", (m) => describeConstat(m.qpv)),
    row("Bornes en quartier prioritaire", (m) => describeBornes(m.qpv)),
    row("Attributions non localisées", (m) => formatNombre(m.nonLocalisees.total)),
    row("Attributions sans ressources connues", (m) =>
      m.sansRessources === null ? INCONNU : formatNombre(m.sansRessources),
    ),
  ];
}

function listEffetsCadre(avant: Bilan | null, apres: Bilan): readonly Effet[] {
  const row = (libelle: string, read: (bilan: Bilan) => string): Effet => ({
    libelle,
    avant: avant ? read(avant) : RIEN,
    apres: read(apres),
  });
  return [
    row("Seuil du 1er quartile", (b) =>
      b.seuilPremierQuartile === null ? INCONNU : formatEuros(b.seuilPremierQuartile),
    ),
    row("Logements du parc", (b) => (b.parc ? formatNombre(b.parc.logements) : INCONNU)),
  ];
}

function describeConstat(constat: Constat): string {
  const fraction = formatFraction(constat.realise, constat.assiette);
  const taux = constat.taux === null || constat.petitEffectif ? "" : `, ${formatTaux(constat.taux)}`;
  return `${fraction}${taux} (${LIBELLE_VERDICT[constat.verdict].toLowerCase()})`;
}

function describeBornes({ bornes }: Constat): string {
  return bornes ? formatBornes(bornes) : LIBELLE_MANQUE["sans-objet"];
}
