import type { Child } from "hono/jsx";
import { fenetreOf } from "#donnees/regles/convention/duree-objectif.ts";
import { formatObjectif, formatReste, splitChances } from "#engagements/regles/convention/format-objectif.ts";
import { LegendeManques, MotManque } from "#socle/pages/design/manque.tsx";
import { TagVerdict } from "#socle/pages/design/parts.tsx";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import { capitalize, formatCompte, formatRealise } from "#socle/regles/shared/format.ts";
import { LEGENDE_EVENTAIL_PERIODE } from "../../images/eventail-legende.ts";
import type { LigneTerritorialisee } from "../../lectures/effort/effort.ts";
import { DessinEventail } from "./eventail-figure.tsx";

type Props = { readonly lignes: readonly LigneTerritorialisee[] };

/** Objectives of parts of the territory or of the year: what each still asks, and how sure one may be. */
export function SectionTerritorialises({ lignes }: Props) {
  return (
    <section aria-labelledby="territorialises">
      <h2 id="territorialises">Objectifs territorialisés</h2>
      {[...new Set(lignes.map(({ titre }) => titre))].map((titre) => (
        <Table titre={titre} lignes={lignes.filter((ligne) => ligne.titre === titre)} />
      ))}
      {lignes
        .filter(({ acheve }) => !acheve)
        .map((ligne) => (
          <Eventail ligne={ligne} />
        ))}
    </section>
  );
}

/** Titled apart: several follow one another, and the table they belong to is above. */
function Eventail({ ligne }: { readonly ligne: LigneTerritorialisee }) {
  const { premierMois: premier, dernierMois: dernier } = fenetreOf(ligne);
  if (ligne.eventail.every(({ quantiles }) => quantiles === null)) return null;
  const qui = `${ligne.nom}, ${ligne.nomLieu}, ${ligne.libelleDuree}`;
  return (
    <>
      <h3>{qui}</h3>
      <DessinEventail
        points={ligne.eventail}
        cible={ligne.ecrit?.taux ?? null}
        plancher={null}
        axe={{ premier, dernier }}
        titre={`${ligne.titre} : ${qui}`}
        legende={LEGENDE_EVENTAIL_PERIODE}
      />
    </>
  );
}

const COLONNES = [
  { titre: "Lieu et période" },
  { titre: "Qui" },
  { titre: "Écrit" },
  { titre: "Compté", nombre: true },
  { titre: "Reste" },
  { titre: "Chances" },
  { titre: "Situation" },
];

function Table({ titre, lignes }: Props & { readonly titre: string }) {
  return (
    <>
      <TableFiches
        titre={titre}
        nom={`${titre}, par lieu et par période`}
        colonnes={COLONNES}
        lignes={lignes.map(cellsOf)}
      />
      <LegendeManques
        manques={lignes.map(({ cible, acheve }) => (cible === null || acheve ? ("sans-objet" as const) : null))}
      />
    </>
  );
}

function cellsOf(ligne: LigneTerritorialisee): readonly Child[] {
  const { cible, ecrit, lecture, acheve } = ligne;
  return [
    `${capitalize(ligne.nomLieu)}, ${ligne.libelleDuree}`,
    ligne.nom,
    ecrit ? formatObjectif(ecrit) : "rien",
    formatRealise(lecture),
    resteOf(ligne),
    cible === null || acheve ? <MotManque manque="sans-objet" /> : splitChances(cible.phraseProbabilite)[0],
    <Situation ligne={ligne} />,
  ];
}

function resteOf({ cible, acheve, attente }: LigneTerritorialisee): string {
  if (cible === null) return "sans objectif";
  if (acheve) return cible.phrase;
  return formatReste({ besoin: cible.besoin, acquis: cible.issue === "acquis" }, attente.total);
}

function Situation({ ligne: { cible, lecture } }: { readonly ligne: LigneTerritorialisee }) {
  const { total } = lecture.inconnus;
  return (
    <div>
      <TagVerdict constat={{ verdict: cible?.verdict ?? "sans-objet", manque: 0 }} />
      {total > 0 ? (
        <>
          <br />
          <small>{formatCompte(total, "inconnue")}</small>
        </>
      ) : null}
    </div>
  );
}
