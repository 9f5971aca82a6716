import { useLazyQuery } from '@apollo/client/react';
import { ActionIcon, Button, Group, Loader, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../words';
import { faultSentence } from './apollo';
import { graphql } from './graphql';
import { NAVIGATION } from './navigation';
import { useSession } from './session';

const FindQuery = graphql(`
  query Find($text: String!, $serial: String!) {
    packagesBySerial(serial: $serial) {
      text
      serial
      state
    }
    lots(search: $text, first: 5) {
      items {
        id
        number
        product {
          id
          name
        }
      }
    }
    inbound: shipments(direction: INBOUND, reference: $text, first: 3) {
      items {
        id
        from
        to
        purchaseOrder
      }
    }
    outbound: shipments(direction: OUTBOUND, reference: $text, first: 3) {
      items {
        id
        from
        to
        purchaseOrder
      }
    }
  }
`);

interface Hit {
  readonly to: string;
  readonly title: string;
  readonly detail: string;
}

const SERIAL_MAX = 20;
/** So short a text is found everywhere. */
const LETTERS_MIN = 2;

/** One box that finds anything by its name or number: a package by serial or barcode, a lot, a shipment by its papers, a page. Opens by Ctrl+K. */
export function Find() {
  const t = useWords('find');
  const [opened, { close, open }] = useDisclosure(false);
  useHotkeys([['mod+K', open]], []);
  return (
    <>
      <ActionIcon variant="subtle" size="lg" aria-label={t('open')} title={`${t('open')} (Ctrl+K)`} onClick={open}>
        <IconSearch size={20} />
      </ActionIcon>
      <Modal opened={opened} onClose={close} title={t('title')} closeButtonProps={{ 'aria-label': t('close') }} size="lg">
        <Finder onDone={close} />
      </Modal>
    </>
  );
}

function Finder({ onDone }: { onDone: () => void }) {
  const t = useWords('find');
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [ask, { data, error, loading }] = useLazyQuery(FindQuery, { fetchPolicy: 'network-only' });
  const look = useDebouncedCallback((typed: string) => void ask({ variables: { text: typed, serial: typed.slice(0, SERIAL_MAX) } }), 250);
  const pages = usePages(text);
  const wanted = text.trim().length >= LETTERS_MIN;
  const { inbound, lots, outbound, packagesBySerial } = (wanted && data) || {};
  const hits: Hit[] = [
    ...barcodeHits(text, t),
    ...(packagesBySerial ?? []).map((found) => ({
      to: `/scan?text=${encodeURIComponent(found.text)}`,
      title: found.serial,
      detail: t('package', { text: found.text }),
    })),
    ...[...(inbound?.items ?? []), ...(outbound?.items ?? [])].map(({ from, id, purchaseOrder, to }) => ({
      to: `/shipments/${id}`,
      title: t('shipment', { from, to }),
      detail: purchaseOrder ?? id.slice(0, 12),
    })),
    ...(lots?.items ?? []).map(({ id, number, product }) => ({ to: `/lots/${id}`, title: t('lot', { number }), detail: product.name })),
    ...pages,
  ];
  const here = Math.min(at, hits.length - 1);
  function go(hit: Hit | undefined) {
    if (!hit) return;
    onDone();
    void navigate(hit.to);
  }
  function onKey(event: KeyboardEvent) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setAt(Math.max(0, Math.min(hits.length - 1, here + (event.key === 'ArrowDown' ? 1 : -1))));
    }
    if (event.key === 'Enter') go(hits[here]);
  }
  return (
    <Stack gap="sm">
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls="find-hits"
        aria-activedescendant={hits.length > 0 ? `find-hit-${here}` : undefined}
        label={t('label')}
        description={t('hint')}
        autoComplete="off"
        rightSection={loading ? <Loader size="xs" /> : undefined}
        value={text}
        onKeyDown={onKey}
        onChange={(event) => {
          const typed = event.currentTarget.value;
          setText(typed);
          setAt(0);
          if (typed.trim().length >= LETTERS_MIN) look(typed.trim());
        }}
      />
      <div aria-live="polite">
        {error && <Text size="sm">{faultSentence(error)}</Text>}
        {wanted && !loading && hits.length === 0 && <Text size="sm">{t('none')}</Text>}
      </div>
      <Stack gap={2} role="listbox" id="find-hits" aria-label={t('found')}>
        {hits.map((hit, i) => (
          <Button
            key={hit.to}
            id={`find-hit-${i}`}
            role="option"
            aria-selected={i === here}
            variant={i === here ? 'light' : 'subtle'}
            justify="flex-start"
            h="auto"
            py={6}
            tabIndex={-1}
            onClick={() => go(hit)}
          >
            <Group gap="xs">
              <Text fw={600}>{hit.title}</Text>
              <Text size="sm" c="dimmed">
                {hit.detail}
              </Text>
            </Group>
          </Button>
        ))}
      </Stack>
    </Stack>
  );
}

/** What may be a barcode: its verdict and its pedigree. */
function barcodeHits(text: string, t: ReturnType<typeof useWords<'find'>>): Hit[] {
  const code = text.trim();
  if (!/^(\(\d{2,4}\)|https?:\/\/|urn:epc:|\]|\d{16,})/.test(code)) return [];
  const asked = encodeURIComponent(/^\d{18}$/.test(code) ? `(00)${code}` : code);
  return [
    { to: `/scan?text=${asked}`, title: t('verdict'), detail: code },
    { to: `/pedigree?text=${asked}`, title: t('pedigree'), detail: code },
  ];
}

function usePages(text: string): Hit[] {
  const t = useWords('shell');
  const { user } = useSession();
  const typed = text.trim().toLowerCase();
  return NAVIGATION[user.role]
    .map(({ name, to }) => ({ to, title: t(`nav.${name}`), detail: '' }))
    .filter(({ title }) => typed !== '' && title.toLowerCase().includes(typed));
}
