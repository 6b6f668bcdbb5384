import type { Child } from "hono/jsx";
import type { ActeBailleur, BailleurConnu, SourceNom } from "#donnees/lectures/bailleur/ports.ts";
import { heirOn, type PartSuccession } from "#donnees/regles/bailleur/succession.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Refuse, titreRefuse } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour, formatJourCourt, joinFrench } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { LIBELLE_GENRE, LIBELLE_SORT, PAGE_BAILLEURS } from "./libelles.ts";
import { type EtatSuccession, FormulaireSuccession } from "./succession-form.tsx";

export type BailleursProps = EtatSuccession & {
  readonly cadre: Cadre;
  /** Latest first. */
  readonly actes: readonly ActeBailleur[];
  readonly aujourdhui: string;
  readonly annonce: string | null;
};

export function renderBailleursPage(props: BailleursProps): string {
  const { cadre, connus, refus, annonce } = props;
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: titreRefuse("Bailleurs", refus),
    children: (
      <>
        <h1>Bailleurs</h1>
        <ResultatActe annonce={annonce} />
        <Refuse refus={refus} />
        {connus.length === 0 ? (
          <EtatVide titre="Aucun bailleur n’est encore connu">
            <p>
              Ils viennent du parc publié (RPLS), des attributions publiées et des objectifs de la convention.{" "}
              <a href={hrefTerritoire(epci, "donnees")}>Déposer un fichier</a>
            </p>
          </EtatVide>
        ) : (
          <>
            <Connus {...props} />
            <FormulaireSuccession {...props} />
            <Actes epci={epci} actes={props.actes} />
          </>
        )}
      </>
    ),
  });
}

const LIBELLE_SOURCE_NOM: Readonly<Record<SourceNom, string>> = {
  saisi: "saisi ici",
  parc: "parc publié",
  annuaire: "annuaire des organisations",
  acte: "acte écrit ici",
};

function Connus({ cadre, connus, actes, aujourdhui }: BailleursProps) {
  const epci = cadre.territoire?.epci ?? "";
  const debout = actes.filter(({ annuleLe }) => annuleLe === null);
  const sansNom = connus.filter(({ nom }) => nom === null).length;
  return (
    <>
      <p class="chapo">
        {formatCompte(connus.length, "bailleur")}.{" "}
        {sansNom === 0
          ? "Tous ont un nom."
          : `${formatCompte(sansNom, "n’a pas de nom", "n’ont pas de nom")} : écrivez-le.`}
      </p>
      <Table
        table={tableBailleurs(epci, (connu) => sayAujourdhui(connu, debout, connus, aujourdhui))}
        lignes={connus}
      />
    </>
  );
}

function sayAujourdhui(
  { siren }: BailleurConnu,
  actes: readonly ActeBailleur[],
  connus: readonly BailleurConnu[],
  aujourdhui: string,
): string {
  const own = actes.filter((acte) => acte.siren === siren && acte.genre !== "transfert");
  const [fin] = own;
  if (!fin) return "en activité";
  const heir = heirOn(actes, siren, aujourdhui);
  const nom = heir === siren ? joinFrench(fin.parts.map((part) => part.nom)) : nameOf(heir, connus);
  return `${nom}, depuis le ${formatJour(fin.jour)}`;
}

function nameOf(siren: string, connus: readonly BailleurConnu[]): string {
  return connus.find((one) => one.siren === siren)?.nom ?? `SIREN ${siren}`;
}

function tableBailleurs(epci: string, aujourdhui: (connu: BailleurConnu) => string) {
  return defineTable<BailleurConnu, Child>({
    code: "bailleurs",
    titre: "Bailleurs du territoire",
    colonnes: [
      { code: "bailleur", titre: "Bailleur", valeur: ({ nom }) => nom ?? "Sans nom", tri: true },
      { code: "siren", titre: "SIREN", valeur: ({ siren }) => siren, tri: true },
      {
        code: "logements",
        titre: "Logements",
        genre: "nombre",
        valeur: ({ logements }) => logements ?? "aucun",
        tri: true,
      },
      { code: "baux", titre: "Baux publiés", valeur: sayBaux, tri: true },
      { code: "aujourdhui", titre: "Aujourd’hui", valeur: aujourdhui },
      {
        code: "source_nom",
        titre: "Source du nom",
        valeur: ({ source }) => source,
        rendu: (connu) => <Nommer epci={epci} connu={connu} />,
      },
    ],
  });
}

function Nommer({ epci, connu: { siren, nom, source } }: { readonly epci: string; readonly connu: BailleurConnu }) {
  return (
    <>
      {source === null ? null : <span class="discret">{LIBELLE_SOURCE_NOM[source]} </span>}
      <details>
        <summary>
          {nom === null ? "Nommer" : "Renommer"}
          <span class="lu"> {nom ?? siren}</span>
        </summary>
        <form method="post" action={hrefTerritoire(epci, `${PAGE_BAILLEURS}/noms`)} class="ligne">
          <input type="hidden" name="siren" value={siren} />
          <label for={`nom-${siren}`}>Nom</label>
          <input id={`nom-${siren}`} name="nom" value={nom ?? ""} required maxlength={120} autocomplete="off" />
          <button class="bouton second" type="submit">
            Enregistrer
          </button>
        </form>
      </details>
    </>
  );
}

function sayBaux({ premierBail, dernierBail }: BailleurConnu): string {
  if (premierBail === null || dernierBail === null) return "aucun";
  return premierBail === dernierBail ? String(premierBail) : `${premierBail} à ${dernierBail}`;
}

function Actes({ epci, actes }: { epci: string; actes: readonly ActeBailleur[] }) {
  if (actes.length === 0) return null;
  return (
    <section aria-labelledby="actes">
      <h2 id="actes">Actes écrits</h2>
      {actes.map((acte) => (
        <details open={acte.annuleLe === null}>
          <summary>
            {LIBELLE_GENRE[acte.genre]} : {acte.nom}, le {formatJour(acte.jour)}
            {acte.annuleLe === null ? "" : " (annulé)"}
          </summary>
          <p>{acte.acte}.</p>
          <ul class="points">
            {acte.parts.map((part) => (
              <li>{sayPart(part)}</li>
            ))}
            <li>Objectifs : {LIBELLE_SORT[acte.objectifs].toLowerCase()}.</li>
          </ul>
          <p class="discret">
            Écrit par {acte.ecritPar}, {formatJourCourt(acte.ecritLe)}. <Annulation epci={epci} acte={acte} />
          </p>
        </details>
      ))}
    </section>
  );
}

function sayPart({ nom, vers, part, communes, residences }: PartSuccession): string {
  const lieux = [
    ...(communes.length > 0 ? [formatCompte(communes.length, "commune")] : []),
    ...(residences.length > 0 ? [formatCompte(residences.length, "résidence")] : []),
  ];
  const quoi = lieux.length === 0 ? "tout, ou le reste" : joinFrench(lieux);
  return `${nom} (${vers}) reprend ${quoi}${part === null ? "" : `, et ${Math.round(part * 10_000) / 100} % des objectifs`}.`;
}

function Annulation({ epci, acte }: { epci: string; acte: ActeBailleur }) {
  if (acte.annuleLe !== null) {
    return (
      <span>
        Annulé par {acte.annulePar ?? "personne connue"}, {formatJourCourt(acte.annuleLe)}.
      </span>
    );
  }
  return (
    <form method="post" action={hrefTerritoire(epci, `${PAGE_BAILLEURS}/${acte.id}/annuler`)}>
      <button class="lien" type="submit">
        Annuler<span class="lu"> l’acte : {acte.nom}</span>
      </button>
    </form>
  );
}
