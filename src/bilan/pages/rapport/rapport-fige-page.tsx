import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { Rapport } from "../../lectures/rapport/ports.ts";
import { LIBELLE_SECTION } from "../../lectures/rapport/ports.ts";
import { TableBailleurs } from "../bailleur-table.tsx";
import { Chiffres } from "../chiffres.tsx";
import { sourcesText } from "../methode.tsx";

type Props = { readonly cadre: Cadre; readonly rapport: Rapport; readonly nouveau: boolean };

const FORMATS_RAPPORT = ["pdf", "docx", "xlsx", "csv", "json"] as const;

const LIBELLE_FORMAT = { pdf: "PDF", docx: "Word", xlsx: "Excel", csv: "CSV pour tableur", json: "JSON" } as const;

export function renderRapportFigePage({ cadre, rapport, nouveau }: Props): string {
  const { epci, numero, bilan } = rapport;
  const titre = `Rapport ${numero}`;
  return renderPage({
    cadre,
    titre,
    sources: sourcesText(bilan),
    children: (
      <>
        <p class="discret">
          <a href={hrefTerritoire(epci, "rapport")}>Rapports</a> › {numero}
        </p>
        <h1>{titre}</h1>
        <p class="chapo">
          Bilan, {bilan.libellePeriode}, figé le {formatJour(rapport.figeLe)} par {rapport.figePar}. Un import ultérieur
          ne le change pas.
        </p>
        <ResultatActe annonce={nouveau ? "Le rapport est figé." : null} />
        <p class="ligne telechargements">
          {FORMATS_RAPPORT.map((format) => (
            <a
              class={format === "pdf" ? "bouton" : "bouton second"}
              href={hrefTerritoire(epci, `rapport/${numero}.${format}`)}
            >
              {LIBELLE_FORMAT[format]}
            </a>
          ))}
          <a class="bouton second" href={hrefTerritoire(epci, `rapport/${numero}.pdf`, { format: "diaporama" })}>
            Diaporama
          </a>
        </p>
        <dl>
          <dt>Numéro</dt>
          <dd>{numero}</dd>
          <dt>Empreinte</dt>
          <dd>
            <code>{rapport.empreinte}</code>
          </dd>
          <dt>Parties</dt>
          <dd>{rapport.sections.map((section) => LIBELLE_SECTION[section]).join(", ")}</dd>
        </dl>
        <Chiffres bilan={bilan} rattacher={false} />
        <TableBailleurs bilan={bilan} objet="horsQpv" liens={false} />
        <Commentaires rapport={rapport} />
      </>
    ),
  });
}

function Commentaires({ rapport }: { rapport: Rapport }) {
  const ecrits = rapport.sections.filter((section) => rapport.commentaires[section]);
  if (ecrits.length === 0) return null;
  return (
    <>
      <h2>Commentaires</h2>
      {ecrits.map((section) => (
        <>
          <h3>{LIBELLE_SECTION[section]}</h3>
          {(rapport.commentaires[section] ?? "").split("\n").map((ligne) => (
            <p>{ligne}</p>
          ))}
        </>
      ))}
    </>
  );
}
