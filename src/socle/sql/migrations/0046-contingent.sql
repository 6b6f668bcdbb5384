-- A réservataire whose turn it is names a demande of its contingent by the unique number, which its own system holds: from then on it reads that file,
-- for as long as a demande lasts when nobody renews it (one year; CCH, art. R. 441-2-7). null: no such demande that may be proposed, or not their turn.
create function nominatif.rattacher_contingent(p_liberation bigint, p_numero_hash text) returns uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  tour record;
  connu uuid;
begin
  select l.epci, l.reservataire into tour
    from public.liberation l
   where l.id = p_liberation
     and l.close_le is null
     and (l.epci || ':' || l.reservataire) in (select contexte.organisations('{reservataire,etat}'));
  if not found then return null; end if;
  select d.id into connu
    from nominatif.demandeur d
   where d.epci = tour.epci
     and d.numero_hash = p_numero_hash
     and d.etat in ('active','a-renouveler','avertie')
     and d.limite_le is null
     and d.id not in (select r.demandeur from nominatif.recusation r where r.compte = contexte.compte());
  if connu is null then return null; end if;
  insert into nominatif.lien (demandeur, epci, nature, organisation, du, au)
  select connu, tour.epci, 'contingent', tour.reservataire, contexte.aujourdhui(), (contexte.aujourdhui() + interval '1 year')::date
   where not exists (select from nominatif.lien l
                      where l.demandeur = connu
                        and l.nature = 'contingent'
                        and l.organisation = tour.reservataire
                        and (l.au is null or l.au >= contexte.aujourdhui()));
  return connu;
end;
$$;
