import type { Child } from "hono/jsx";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { ADMINISTRATEUR } from "#socle/regles/habilitation/role.ts";
import { formatJour, formatJourCourt } from "#socle/regles/shared/format.ts";
import type { Territoire } from "#socle/regles/shared/territoire.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { Habilitation } from "../../lectures/habilitation/ports.ts";
import { etatHabilitation } from "../../regles/habilitation/echeances.ts";
import { ChampsIdentite, ChampsJours } from "./champs-personne.tsx";
import { describeRole, formatPersonne, formatVu, LIBELLE_ETAT, TON_ETAT } from "./libelles.ts";
import { ChampsRemise } from "./remise.tsx";

export const CHEMIN_PLATEFORME = "/plateforme/habilitations";

type PlateformeProps = {
  readonly cadre: Cadre;
  readonly habilitations: readonly Habilitation[];
  readonly territoires: readonly Territoire[];
  readonly aujourdhui: string;
};

export function renderPlateformePage({ cadre, habilitations, territoires, aujourdhui }: PlateformeProps): string {
  const inForce = (epci: string | null) =>
    habilitations.filter((habilitation) => habilitation.epci === epci && isCurrent(habilitation, aujourdhui));
  const sans = territoires.filter(({ epci }) => inForce(epci).length === 0);
  return renderPage({
    cadre,
    titre: "Administrateurs et gestionnaires",
    children: (
      <>
        <h1>Administrateurs et gestionnaires</h1>
        <p class="chapo">
          La plateforme nomme ses administrateurs et les gestionnaires de chaque territoire, qui habilitent ensuite tous
          les autres. Elle ne voit rien de ce que ces derniers accordent.
        </p>
        <div class="ligne">
          <a class="bouton" href={`${CHEMIN_PLATEFORME}/accorder`}>
            Nommer une personne
          </a>
        </div>
        {sans.length > 0 ? (
          <Message ton="alerte" titre="Sans gestionnaire">
            <p>{sans.map(({ nom }) => nom).join(", ")}.</p>
          </Message>
        ) : null}
        {territoires.length === 0 ? (
          <EtatVide titre="Aucun territoire n’est ouvert">
            <p>
              <a href="/territoires/ouvrir">Ouvrez-en un</a> : son premier gestionnaire est nommé en même temps.
            </p>
          </EtatVide>
        ) : null}
        <TablePersonnes
          titre="Administrateurs de la plateforme"
          habilitations={inForce(null)}
          aujourdhui={aujourdhui}
        />
        {territoires.map(({ epci, nom }) => (
          <TablePersonnes titre={`Gestionnaires : ${nom}`} habilitations={inForce(epci)} aujourdhui={aujourdhui} />
        ))}
      </>
    ),
  });
}

function isCurrent(habilitation: Habilitation, jour: string): boolean {
  const etat = etatHabilitation(habilitation, jour);
  return etat === "en-vigueur" || etat === "a-venir";
}

type TableProps = {
  readonly titre: string;
  readonly habilitations: readonly Habilitation[];
  readonly aujourdhui: string;
};

function TablePersonnes({ titre, habilitations, aujourdhui }: TableProps) {
  if (habilitations.length === 0) return null;
  const table = defineTable<Habilitation, Child>({
    code: "personnes",
    titre,
    colonnes: [
      {
        code: "personne",
        titre: "Personne",
        valeur: ({ compte }) => formatPersonne(compte),
        rendu: ({ id, compte }) => (
          <>
            <a href={`${CHEMIN_PLATEFORME}/${id}`}>{formatPersonne(compte)}</a>
            <br />
            <small class="discret">{compte.courriel}</small>
          </>
        ),
      },
      {
        code: "fin",
        titre: "Du … au",
        valeur: ({ debut, fin }) => `${formatJourCourt(debut)} au ${formatJourCourt(fin)}`,
      },
      { code: "vu_le", titre: "Vu le", valeur: ({ compte }) => formatVu(compte.vuLe) },
      {
        code: "etat",
        titre: "État",
        valeur: (habilitation) => LIBELLE_ETAT[etatHabilitation(habilitation, aujourdhui)],
        rendu: (habilitation) => {
          const etat = etatHabilitation(habilitation, aujourdhui);
          return <Tag ton={TON_ETAT[etat]}>{LIBELLE_ETAT[etat]}</Tag>;
        },
      },
    ],
  });
  return <Table table={table} lignes={habilitations} pareils />;
}

type NommerProps = {
  readonly cadre: Cadre;
  readonly saisie: SaisieFormulaire;
  readonly territoires: readonly Territoire[];
  readonly bornes: { readonly debut: string; readonly fin: string };
  readonly erreur: string | null;
};

export function renderNommerPage({ cadre, saisie, territoires, bornes, erreur }: NommerProps): string {
  return renderPage({
    cadre,
    titre: "Nommer une personne",
    children: (
      <>
        <p class="discret">
          <a href={CHEMIN_PLATEFORME}>Administrateurs et gestionnaires</a> › nommer
        </p>
        <h1>Nommer une personne</h1>
        <ResultatActe erreur={erreur} titreErreur="La personne n’est pas nommée" />
        <form method="post" action={`${CHEMIN_PLATEFORME}/accorder`}>
          <p>
            <label for="charge">
              Charge
              <span class="aide">
                Gestionnaire d’un territoire : {describeRole("gestionnaire-epci")} Administrateur :{" "}
                {describeRole(ADMINISTRATEUR)}
              </span>
            </label>
            <select id="charge" name="charge" required>
              {territoires.map(({ epci, nom }) => (
                <option value={epci} selected={epci === valeurDe(saisie, "charge")}>
                  Gestionnaire : {nom}
                </option>
              ))}
              <option value="plateforme" selected={valeurDe(saisie, "charge") === "plateforme"}>
                Administrateur de la plateforme
              </option>
            </select>
          </p>
          <ChampsIdentite saisie={saisie} />
          <ChampsJours saisie={saisie} min={bornes.debut} />
          <p class="aide">Douze mois au plus : au {formatJour(bornes.fin)} pour une charge qui commence aujourd’hui.</p>
          <p>
            <label for="motif">
              Motif
              <span class="aide">
                Dix caractères au moins. Par exemple : désignée par le président de l’EPCI le 3 mars.
              </span>
            </label>
            <textarea id="motif" name="motif" rows={2} minlength={10} maxlength={500} required>
              {valeurDe(saisie, "motif")}
            </textarea>
          </p>
          <ChampsRemise remise={valeurDe(saisie, "remise")} />
          <p class="ligne telechargements">
            <button class="bouton" type="submit">
              Nommer
            </button>
            <a href={CHEMIN_PLATEFORME}>Abandonner</a>
          </p>
        </form>
      </>
    ),
  });
}
