import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { modelServer } from '../../__fixtures__/servers';
import { aiModelEntity, modelServerEntity } from '../../__testUtils__/entities';
import { fill } from '../../__testUtils__/fill';
import { renderEntityMenu } from '../../__testUtils__/renderEntityMenu';

async function openDialog() {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Roll back …' }),
  );
  return screen.findByRole('dialog');
}

describe('Roll back in the context menu of an entity', () => {
  it('opens the plan of its only server, and begins it', async () => {
    const api = new FakeInferenceApi();
    renderEntityMenu(modelServerEntity, api);
    await openDialog();
    const submit = await screen.findByRole('button', {
      name: 'Roll back support-chat to its last good revision',
    });
    const dialog = screen.getByRole('dialog');
    await within(dialog).findByText('Revision 6');
    expect(await axe(dialog)).toHaveNoViolations();
    await fill(within(dialog).getByRole('textbox', { name: /Why/ }), 'errors');
    await userEvent.click(submit);
    expect(
      await screen.findByText('Its pods become those of revision 6.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(api.writes).toMatchObject([{ call: 'startRollback' }]);
  });

  it('asks which server where it has several', async () => {
    const api = new FakeInferenceApi();
    api.servers = [
      modelServer(),
      modelServer({ id: 'other', cluster: 'us-east' }),
    ];
    const planned = jest.spyOn(api, 'planRollback');
    renderEntityMenu(modelServerEntity, api);
    const dialog = await openDialog();
    const choice = await within(dialog).findByRole('button', {
      name: 'us-east / support / support-chat',
    });
    expect(await axe(dialog)).toHaveNoViolations();
    await userEvent.click(choice);
    expect(await screen.findByText('Revision 6')).toBeInTheDocument();
    expect(planned).toHaveBeenCalledWith('other', {});
  });

  it('says how a server is joined when it has none', async () => {
    const api = new FakeInferenceApi();
    api.servers = [];
    renderEntityMenu(modelServerEntity, api);
    const dialog = await openDialog();
    expect(await within(dialog).findByText(/annotation/)).toBeInTheDocument();
    // Its own button, beside the cross of every dialog.
    await userEvent.click(within(dialog).getByText('Close'));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('is not there for what is no model server', async () => {
    renderEntityMenu(aiModelEntity, new FakeInferenceApi());
    expect(await screen.findByText('menu')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Roll back …' }),
    ).not.toBeInTheDocument();
  });
});
