import { useState } from 'react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FacetMenu } from './FacetMenu';

function Facet({ onChange }: { onChange(values: string[]): void }) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  return (
    <FacetMenu
      label="Runtime"
      options={[
        { value: 'vllm', count: 1200 },
        { value: 'sglang', count: 5 },
      ]}
      selected={selected}
      nameOf={value => value}
      onChange={next => {
        setSelected(next);
        onChange([...next]);
      }}
    />
  );
}

describe('FacetMenu', () => {
  it('offers every value with its count and adds the chosen one', async () => {
    const onChange = jest.fn();
    renderInTestApp(<Facet onChange={onChange} />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Runtime' }),
    );
    expect(
      await screen.findByRole('option', { name: 'vllm (1,200)' }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('option', { name: 'sglang (5)' }));
    expect(onChange).toHaveBeenLastCalledWith(['sglang']);
  });

  it('keeps what was chosen when Escape closes it', async () => {
    const onChange = jest.fn();
    renderInTestApp(<Facet onChange={onChange} />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Runtime' }),
    );
    await userEvent.click(screen.getByRole('option', { name: 'sglang (5)' }));
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('option')).not.toBeInTheDocument(),
    );
    expect(onChange).toHaveBeenLastCalledWith(['sglang']);
    expect(
      screen.getByRole('button', { name: 'Runtime: 1 selected' }),
    ).toBeInTheDocument();
  });
});
