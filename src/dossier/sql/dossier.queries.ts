import { z } from "zod";
import { insert, insertId, pick } from "#socle/sql/ecrire.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  accessibleRow,
  type DossierQueries,
  dossierRow,
  guichetRow,
  identiteRow,
  mandatRow,
  mienRow,
  personneRow,
} from "../lectures/ports.ts";
import type { Identite, Reponses, Souhait } from "../regles/reponses.ts";
import { gatherIdentite } from "./identite.ts";
import { ecrireMenage } from "./menage.ts";

export function dossierQueries(sql: Sql): DossierQueries {
  return {
    ...ouvertureQueries(sql),
    ...reponseQueries(sql),
    ...personneQueries(sql),
    ...vieQueries(sql),
    ...mandatQueries(sql),
  };
}

const texte = z.string().nullable();

const souhaitRow = z
  .object({ commune: texte, secteur: texte })
  .transform(({ commune, secteur }): Souhait => (commune === null ? { secteur: secteur ?? "" } : { commune }));

/** Written by `ecrireMenage` from validated fields, so only its shape is checked; the pages handle a code removed from a list since. */
const reponsesJson = z.custom<Reponses>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
);

const entierRow = dossierRow
  .extend({
    ...identiteRow.shape,
    reponses: reponsesJson,
    personnes: z.array(personneRow),
    souhaits: z.array(souhaitRow),
  })
  .transform(gatherIdentite);

function ouvertureQueries(sql: Sql): Pick<DossierQueries, "ouvrir" | "lire" | "miens" | "miennes" | "verrouiller"> {
  return {
    ouvrir: async ({ id, epci, reference, synthetique }) => {
      const demandeur = { id, epci, reference, etat: "brouillon", origine: "portail", synthetique };
      await insert(sql, "nominatif.demandeur", demandeur);
      await insert(sql, "nominatif.menage", { demandeur: id, epci });
    },
    lire: (id) =>
      rowOf(
        sql,
        entierRow,
        `select d.id, d.epci, d.reference, d.etat, d.guichet, o.nom as nom_guichet,
                (d.deposee_le at time zone 'Europe/Paris')::date as deposee_le, d.enregistree_le, d.anciennete_le, d.echeance_le,
                d.radie_le, d.franceconnect_le as france_connect_le, d.synthetique, d.civilite, d.nom, d.nom_usage, d.prenom, d.naissance,
                d.courriel, d.telephone, d.adresse, d.adresse_commune, d.accord_courriel,
                d.accord_sms, m.reponses,
                coalesce((select jsonb_agg(jsonb_build_object('rang', p.rang, 'qualite', p.qualite, 'lien', p.lien, 'nom', p.nom,
                                           'prenom', p.prenom, 'naissance', p.naissance) order by p.rang)
                            from nominatif.personne p
                           where p.demandeur = d.id), '[]') as personnes,
                coalesce((select jsonb_agg(jsonb_build_object('commune', s.commune, 'secteur', s.secteur) order by s.rang)
                            from nominatif.souhait s
                           where s.demandeur = d.id), '[]') as souhaits
           from nominatif.demandeur d
           join nominatif.menage m on m.demandeur = d.id
           left join organisation o on o.id = d.guichet
          where d.id = $1`,
        [id],
      ),
    miens: (epci) =>
      rowsOf(
        sql,
        mienRow,
        `select id, etat
           from nominatif.demandeur
          where id = any (array(select contexte.demandeurs('{titulaire,mandat}')))
            and epci = $1
          order by etat = 'radiee', modifie_le desc, id`,
        [epci],
      ),
    miennes: () =>
      rowsOf(
        sql,
        accessibleRow,
        `select d.id, d.epci, t.nom as nom_territoire, d.reference, d.etat, d.modifie_le,
                nullif(concat_ws(' ', d.prenom, coalesce(d.nom_usage, d.nom)), '') as personne
           from nominatif.demandeur d
           join territoire t on t.epci = d.epci
          where d.id = any (array(select contexte.demandeurs('{titulaire,mandat}')))
          order by d.etat = 'radiee', d.modifie_le desc, d.id`,
      ),
    verrouiller: async (id) => {
      const { rowCount } = await sql.query("select demandeur from nominatif.menage where demandeur = $1 for update", [
        id,
      ]);
      return rowCount === 1;
    },
  };
}

type ReponseQueries = Pick<
  DossierQueries,
  "lireSensible" | "ecrireSensible" | "ecrireIdentite" | "marquerFranceConnect" | "ecrireMenage" | "ecrireSouhaits"
>;

function reponseQueries(sql: Sql): ReponseQueries {
  return {
    lireSensible: async (id) =>
      (
        await rowOf(
          sql,
          z.object({ contenu: z.instanceof(Buffer).nullable() }),
          "select contenu_chiffre as contenu from sensible.situation where demandeur = $1 order by id limit 1",
          [id],
        )
      )?.contenu ?? null,
    ecrireSensible: async (id, epci, scelle) => {
      const contenu = Buffer.from(scelle);
      const { rowCount } = await sql.query("update sensible.situation set contenu_chiffre = $2 where demandeur = $1", [
        id,
        contenu,
      ]);
      if (rowCount > 0) return;
      await insert(sql, "sensible.situation", { demandeur: id, epci, contenuChiffre: contenu });
    },
    ecrireIdentite: (id, identite) => ecrireIdentite(sql, id, identite),
    marquerFranceConnect: async (id, maintenant) => {
      await sql.query("update nominatif.demandeur set franceconnect_le = $2 where id = $1", [id, maintenant]);
    },
    ecrireMenage: (id, reponses, derive) => ecrireMenage(sql, id, reponses, derive),
    ecrireSouhaits: async (id, epci, souhaits) => {
      await sql.query("delete from nominatif.souhait where demandeur = $1", [id]);
      await sql.query(
        `insert into nominatif.souhait (demandeur, epci, rang, commune, secteur)
         select $1, $2, s.rang, s.commune, s.secteur
           from unnest($3::text[], $4::text[]) with ordinality as s (commune, secteur, rang)`,
        [
          id,
          epci,
          souhaits.map((souhait) => ("commune" in souhait ? souhait.commune : null)),
          souhaits.map((souhait) => ("secteur" in souhait ? souhait.secteur : null)),
        ],
      );
    },
  };
}

async function ecrireIdentite(sql: Sql, id: string, i: Identite): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update nominatif.demandeur
        set civilite = $2, nom = $3, nom_usage = $4, prenom = $5, naissance = $6, courriel = $7, telephone = $8, adresse = $9,
            adresse_commune = $10, accord_courriel = $11, accord_sms = $12, modifie_le = now()
      where id = $1`,
    [
      id,
      i.civilite,
      i.nom,
      i.nomUsage,
      i.prenom,
      i.naissance,
      i.courriel,
      i.telephone,
      i.adresse,
      i.adresseCommune,
      i.accordCourriel,
      i.accordSms,
    ],
  );
  return rowCount === 1;
}

function personneQueries(sql: Sql): Pick<DossierQueries, "ajouterPersonne" | "modifierPersonne" | "retirerPersonne"> {
  return {
    ajouterPersonne: async (id, epci, p) => {
      await insert(sql, "nominatif.personne", { demandeur: id, epci, ...pick(personneRow, p) });
    },
    modifierPersonne: async (id, p) => {
      const { rowCount } = await sql.query(
        `update nominatif.personne
            set qualite = $3, lien = $4, nom = $5, prenom = $6, naissance = $7
          where demandeur = $1
            and rang = $2`,
        [id, p.rang, p.qualite, p.lien, p.nom, p.prenom, p.naissance],
      );
      return rowCount === 1;
    },
    retirerPersonne: async (id, rang) => {
      const { rowCount } = await sql.query("delete from nominatif.personne where demandeur = $1 and rang = $2", [
        id,
        rang,
      ]);
      return rowCount === 1;
    },
  };
}

function vieQueries(sql: Sql): Pick<DossierQueries, "deposer" | "renouveler" | "renoncer" | "guichets" | "lierCompte"> {
  return {
    deposer: async (id, guichet, maintenant) => {
      await sql.query(
        `update nominatif.demandeur
            set etat = 'a-enregistrer', guichet = coalesce(guichet, $2), deposee_le = coalesce(deposee_le, $3), modifie_le = now()
          where id = $1`,
        [id, guichet, maintenant],
      );
    },
    renouveler: async (id, jour, echeance) => {
      await sql.query(
        `update nominatif.demandeur
            set etat = 'active', renouvelee_le = $2, echeance_le = $3, preavis_le = null, modifie_le = now()
          where id = $1`,
        [id, jour, echeance],
      );
    },
    renoncer: async (id, jour) => {
      await sql.query(
        `update nominatif.demandeur
            set etat = 'radiee', radie_le = $2, radie_motif = 'renonciation', modifie_le = now()
          where id = $1`,
        [id, jour],
      );
    },
    // Organisations that publish an address of registration, then the desks of the directory without one.
    guichets: (epci, jour, depuis) =>
      rowsOf(
        sql,
        guichetRow,
        `select distinct on (o.id) o.id as organisation, coalesce(f.nom, o.nom) as nom, f.adresse, f.commune, f.telephone, f.repli
           from guichet_fiche f
           join organisation o on o.id = f.organisation
          where f.epci = $1
            and f.niveau = 'enregistrement'
            and f.publie_le is not null
            and o.id in (select contexte.guichets_tenus($1, $2, $3))
          order by o.id, f.repli desc, f.id`,
        [epci, jour, depuis],
      ),
    lierCompte: async (id, epci, compte) => {
      const lien = { demandeur: id, epci, nature: "titulaire", compte };
      const found = "select from nominatif.lien where nature = 'titulaire'";
      await insert(
        sql,
        "nominatif.lien",
        lien,
        "",
        (p) => `where not exists (${found} and demandeur = ${p(id)} and compte = ${p(compte)})`,
      );
    },
  };
}

function mandatQueries(sql: Sql): Pick<DossierQueries, "ajouterMandat" | "mandats" | "revoquerMandat"> {
  return {
    ajouterMandat: (id, epci, { nom, qualite, structure, courriel, telephone, signeLe, au }) => {
      const dit = { nom, qualite, structure, courriel, telephone, signeLe, au };
      return insertId(sql, "nominatif.mandat", { demandeur: id, epci, ...dit });
    },
    mandats: (id) =>
      rowsOf(
        sql,
        mandatRow,
        `select id, nom, qualite, structure, courriel, telephone, signe_le, au, revoque_le
           from nominatif.mandat
          where demandeur = $1
          order by id`,
        [id],
      ),
    revoquerMandat: async (id, mandat, jour) => {
      const { rowCount } = await sql.query(
        "update nominatif.mandat set revoque_le = $3 where demandeur = $1 and id = $2 and revoque_le is null",
        [id, mandat, jour],
      );
      return rowCount === 1;
    },
  };
}
